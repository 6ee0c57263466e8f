import 'server-only'
import { z } from 'zod'
import type { SessionUser } from '@/lib/auth/session'
import { Currency, dodoClient } from '@/lib/dodopayments/client'
import { siteUrl } from '@/lib/env/public'
import { AppError } from '@/lib/errors'
import { callRpc } from '@/lib/supabase/rpc'

const Terms = z.object({
  id: z.uuid(),
  dodo_product_id: z.string(),
  currency: Currency,
})

/**
 * Begin subscribing to a plan: writes down today's terms, then asks Dodo for a checkout page and answers its address. Throws
 * plan_not_found, already_subscribed, provider_failed (nothing was charged).
 */
export async function subscribe(user: SessionUser, planId: string): Promise<{ checkoutUrl: string }> {
  const terms = await callRpc('start_subscription', { p_user_id: user.id, p_plan_id: planId }, Terms)
  const keepSession = (sessionId: string | null) =>
    // The generated types do not know that this may be null.
    callRpc('set_terms_session', { p_terms_id: terms.id, p_session_id: sessionId as string }, z.unknown())
  try {
    const session = await dodoClient().checkoutSessions.create({
      product_cart: [{ product_id: terms.dodo_product_id, quantity: 1 }],
      customer: user.dodoCustomerId
        ? { customer_id: user.dodoCustomerId }
        : { email: user.email, ...(user.name && { name: user.name }) },
      // Points at our own row: what is granted follows from that.
      metadata: { terms_id: terms.id },
      return_url: new URL('/billing?checkout=done', siteUrl).href,
      cancel_url: new URL('/billing?checkout=cancelled', siteUrl).href,
      billing_currency: terms.currency,
      feature_flags: { allow_discount_code: false },
    })
    if (!session.checkout_url) throw new Error('Dodo answered without a checkout address')
    await keepSession(session.session_id)
    return { checkoutUrl: session.checkout_url }
  } catch (cause) {
    await keepSession(null)
    throw new AppError('provider_failed', {
      message: 'The checkout page could not be opened. You were not charged. Try again.',
      cause,
    })
  }
}
