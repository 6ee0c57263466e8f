import 'server-only'
import { z } from 'zod'
import type { SessionUser } from '@/lib/auth/session'
import { Currency, dodoClient } from '@/lib/dodopayments/client'
import { siteUrl } from '@/lib/env/public'
import { AppError } from '@/lib/errors'
import { logger } from '@/lib/logger'
import { adminClient } from '@/lib/supabase/admin'
import { callRpc, toAppError } from '@/lib/supabase/rpc'

const Terms = z.object({
  id: z.uuid(),
  dodo_product_id: z.string(),
  currency: Currency,
})
const OpenCheckout = z.object({ session_id: z.string().nullable(), checkout_url: z.string().nullable() })

const refuse = (cause: unknown) =>
  new AppError('provider_failed', {
    message: 'The checkout page could not be opened. You were not charged. Try again.',
    cause,
  })

/**
 * The checkout page that this person opened before, if it is for the same and nobody has tried to pay there: two tabs with one page
 * pay once. Throws already_subscribed when a payment there went through or is on its way.
 */
async function findOpenCheckout(userId: string, planId: string): Promise<string | null> {
  const open = await callRpc('find_open_checkout', { p_user_id: userId, p_plan_id: planId }, OpenCheckout)
  if (!open.session_id) return null
  const session = await dodoClient()
    .checkoutSessions.retrieve(open.session_id)
    .catch((err: unknown) => {
      logger().warn({ err, userId }, 'an open checkout could not be looked at')
    })
  if (!session) return null
  if (session.payment_status === 'succeeded' || session.payment_status === 'processing') {
    throw new AppError('already_subscribed', {
      message: 'You have just paid for a plan. It begins in a moment.',
    })
  }
  return session.payment_status ? null : open.checkout_url
}

/** Whether this person has had a trial: the next subscription is paid from its first day. */
async function hasHadTrial(userId: string): Promise<boolean> {
  const { data, error } = await adminClient()
    .from('subscriptions')
    .select('id')
    .eq('user_id', userId)
    .not('trial_ends_at', 'is', null)
    .limit(1)
  if (error) throw toAppError(error)
  return data.length > 0
}

/**
 * Begin subscribing to a plan: writes down today's terms, then asks Dodo for a checkout page and answers its address; that of the page
 * that is open already, if it is for the same. Throws plan_not_found, already_subscribed, provider_failed (nothing was charged).
 */
export async function subscribe(user: SessionUser, planId: string): Promise<{ checkoutUrl: string }> {
  const open = await findOpenCheckout(user.id, planId)
  if (open) return { checkoutUrl: open }
  const terms = await callRpc('start_subscription', { p_user_id: user.id, p_plan_id: planId }, Terms)
  const keepSession = (sessionId: string | null, checkoutUrl?: string) =>
    callRpc(
      'set_terms_session',
      { p_terms_id: terms.id, p_session_id: sessionId, p_checkout_url: checkoutUrl },
      z.unknown(),
    )
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
      ...((await hasHadTrial(user.id)) && { subscription_data: { trial_period_days: 0 } }),
    })
    if (!session.checkout_url) throw new Error('Dodo answered without a checkout address')
    await keepSession(session.session_id, session.checkout_url)
    return { checkoutUrl: session.checkout_url }
  } catch (cause) {
    await keepSession(null)
    throw refuse(cause)
  }
}
