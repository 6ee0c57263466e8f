import 'server-only'
import { z } from 'zod'
import { type Page, toPage } from '@/lib/page'
import { callRpc } from '@/lib/supabase/rpc'
import { Receipt } from './receipt'

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
