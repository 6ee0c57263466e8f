import 'server-only'
import { z } from 'zod'
import { callRpc } from '@/lib/supabase/rpc'
import { type Page, Receipt, toPage } from './receipt'

const ROWS = 20

/** One page of somebody's purchases, newest first; older than the purchase `before` when given. `list_purchases`. */
export async function listPurchases(userId: string, before?: string): Promise<Page<Receipt>> {
  const found = await callRpc(
    'list_purchases',
    { p_user_id: userId, p_before: before, p_limit: ROWS + 1 },
    z.array(Receipt),
  )
  return toPage(found, ROWS)
}
