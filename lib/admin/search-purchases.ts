import 'server-only'
import { z } from 'zod'
import { type Page, toPage } from '@/lib/page'
import { AdminPurchase } from '@/lib/purchases/admin-purchase'
import type { PurchaseState } from '@/lib/purchases/receipt'
import { daysArgs, type ListDays } from '@/lib/reports/period'
import { callRpc } from '@/lib/supabase/rpc'

const ROWS = 20

/**
 * One page of everybody's purchases, newest first; older than the purchase `before` when given. `search` is the beginning of a mail
 * address, a payment's id or a purchase's; `state` what they have come to. With `paid` those paid on these days, the last paid first.
 * `search_purchases`: throws forbidden unless `actorId` is an admin.
 */
export async function searchPurchases(
  actorId: string,
  {
    search,
    state,
    paid,
    before,
  }: { search?: string; state?: PurchaseState; paid?: ListDays; before?: string },
): Promise<Page<AdminPurchase>> {
  const found = await callRpc(
    'search_purchases',
    {
      p_actor_id: actorId,
      p_search: search,
      p_state: state,
      p_before: before,
      p_limit: ROWS + 1,
      ...daysArgs(paid),
    },
    z.array(AdminPurchase),
  )
  return toPage(found, ROWS)
}
