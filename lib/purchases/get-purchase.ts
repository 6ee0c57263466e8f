import 'server-only'
import { AppError } from '@/lib/errors'
import { adminClient } from '@/lib/supabase/admin'
import { toAppError } from '@/lib/supabase/rpc'
import { Purchase } from './purchase'

/** One purchase of this user. Somebody else's is `not_found`, like one that does not exist. */
export async function getPurchase(userId: string, purchaseId: string): Promise<Purchase> {
  const { data, error } = await adminClient()
    .from('purchases')
    .select('id, status, credits, amountCents:amount_cents, currency, failure')
    .eq('id', purchaseId)
    .eq('user_id', userId)
    .maybeSingle()
  if (error) throw toAppError(error)
  if (!data) throw new AppError('not_found')
  return Purchase.parse(data)
}
