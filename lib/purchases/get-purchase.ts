import 'server-only'
import { z } from 'zod'
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

/**
 * The payment of one purchase of this user, in Dodo's words. Throws not_found also for somebody else's purchase, and conflict for one
 * that was not paid.
 */
export async function getPaymentId(userId: string, purchaseId: string): Promise<string> {
  const { data, error } = await adminClient()
    .from('purchases')
    .select('paymentId:payment_id')
    .eq('id', purchaseId)
    .eq('user_id', userId)
    .maybeSingle()
  if (error) throw toAppError(error)
  if (!data) throw new AppError('not_found')
  const { paymentId } = z.object({ paymentId: z.string().nullable() }).parse(data)
  if (!paymentId)
    throw new AppError('conflict', { message: 'This purchase was not paid: there is no invoice.' })
  return paymentId
}
