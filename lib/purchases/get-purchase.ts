import 'server-only'
import { AppError } from '@/lib/errors'
import { adminClient } from '@/lib/supabase/admin'
import { toAppError } from '@/lib/supabase/rpc'
import { Purchase } from './purchase'

/** One purchase of this user, or null: somebody else's is like one that does not exist. */
export async function findPurchase(userId: string, purchaseId: string): Promise<Purchase | null> {
  const { data, error } = await adminClient()
    .from('purchases')
    .select('id, status, credits, amountCents:amount_cents, currency, failure')
    .eq('id', purchaseId)
    .eq('user_id', userId)
    .maybeSingle()
  if (error) throw toAppError(error)
  return data && Purchase.parse(data)
}

/** As findPurchase, for routes: throws not_found instead. */
export async function getPurchase(userId: string, purchaseId: string): Promise<Purchase> {
  const purchase = await findPurchase(userId, purchaseId)
  if (!purchase) throw new AppError('not_found')
  return purchase
}
