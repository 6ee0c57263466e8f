import 'server-only'
import { z } from 'zod'
import type { SessionUser } from '@/lib/auth/session'
import { siteUrl } from '@/lib/env/public'
import { AppError } from '@/lib/errors'
import { callRpc } from '@/lib/supabase/rpc'
import { Currency, dodoClient } from './client'

const Purchase = z.object({
  id: z.uuid(),
  dodo_product_id: z.string(),
  quantity: z.int(),
  currency: Currency,
})

/**
 * Begin buying so many of a package: records the purchase at today's price for that quantity, then asks Dodo for a checkout
 * page. Answers its address and the purchase's id. Throws package_not_found, invalid_input for a quantity that it is not sold
 * in, provider_failed (nothing was charged).
 */
export async function createCheckout(user: SessionUser, packageId: string, quantity: number) {
  const purchase = await callRpc(
    'start_purchase',
    { p_user_id: user.id, p_package_id: packageId, p_quantity: quantity },
    Purchase,
  )
  const session = await requestSession(user, purchase).catch(async (cause: unknown) => {
    const failure = 'The checkout page could not be opened.'
    await callRpc('fail_purchase', { p_purchase_id: purchase.id, p_failure: failure }, z.unknown())
    throw new AppError('provider_failed', { message: `${failure} You were not charged. Try again.`, cause })
  })
  await callRpc(
    'set_checkout_session',
    { p_purchase_id: purchase.id, p_session_id: session.sessionId },
    z.unknown(),
  )
  return { purchaseId: purchase.id, checkoutUrl: session.checkoutUrl }
}

async function requestSession(user: SessionUser, purchase: z.infer<typeof Purchase>) {
  const session = await dodoClient().checkoutSessions.create({
    product_cart: [{ product_id: purchase.dodo_product_id, quantity: purchase.quantity }],
    customer: user.dodoCustomerId
      ? { customer_id: user.dodoCustomerId }
      : { email: user.email, ...(user.name && { name: user.name }) },
    // A pointer to our own row and nothing else: the webhook takes amounts from that row.
    metadata: { purchase_id: purchase.id },
    return_url: new URL(`/payment-success?purchase=${purchase.id}`, siteUrl).href,
    cancel_url: new URL('/buy-credits?checkout=cancelled', siteUrl).href,
    // Both keep the price the one that was agreed, which the webhook checks.
    billing_currency: purchase.currency,
    feature_flags: { allow_discount_code: false },
  })
  if (!session.checkout_url) throw new Error('Dodo answered without a checkout address')
  return { sessionId: session.session_id, checkoutUrl: session.checkout_url }
}
