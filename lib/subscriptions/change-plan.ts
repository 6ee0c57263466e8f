import 'server-only'
import { z } from 'zod'
import { dodoClient } from '@/lib/dodopayments/client'
import { syncSubscription } from '@/lib/dodopayments/sync/subscription'
import { AppError } from '@/lib/errors'
import { logger } from '@/lib/logger'
import { callRpc } from '@/lib/supabase/rpc'
import type { PlanChangeQuote } from './plan'

const Quote = z.object({
  subscription_id: z.string(),
  plan_id: z.string(),
  plan_name: z.string(),
  credits_per_month: z.int(),
  price_cents: z.int(),
  dodo_product_id: z.string(),
  at_period_end: z.boolean(),
  added_credits: z.int(),
  period_end: z.string(),
})

/** How Dodo is asked for a change: a larger plan now and for the time that is left, a smaller one when that is over. */
const toRequest = (quote: z.infer<typeof Quote>) =>
  quote.at_period_end
    ? ({
        product_id: quote.dodo_product_id,
        quantity: 1,
        proration_billing_mode: 'do_not_bill',
        effective_at: 'next_billing_date',
      } as const)
    : ({
        product_id: quote.dodo_product_id,
        quantity: 1,
        proration_billing_mode: 'prorated_immediately',
        effective_at: 'immediately',
        // The old plan stays until the new one is paid for.
        on_payment_failure: 'prevent_change',
      } as const)

const Renewing = z.object({ subscription_id: z.string() })

/** What the database quotes, of the month that Dodo is in: when the one that we know of is over, Dodo is asked for the next. */
async function readQuote(userId: string, planId: string) {
  const read = () => callRpc('quote_plan_change', { p_user_id: userId, p_plan_id: planId }, Quote)
  try {
    return await read()
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'plan_renewing') throw error
    await syncSubscription(Renewing.parse(error.details).subscription_id)
    return await read()
  }
}

async function loadQuote(userId: string, planId: string) {
  const quote = await readQuote(userId, planId)
  const { immediate_charge } = await dodoClient()
    .subscriptions.previewChangePlan(quote.subscription_id, toRequest(quote))
    .catch((cause: unknown) => {
      throw new AppError('provider_failed', { message: 'The price could not be loaded. Try again.', cause })
    })
  const { summary } = immediate_charge
  return { quote, chargeCents: summary.total_amount, taxCents: summary.tax ?? 0, currency: summary.currency }
}

/** What changing to a plan would cost now and bring. Throws not_subscribed, plan_not_found, plan_renewing, provider_failed. */
export async function quotePlanChange(userId: string, planId: string): Promise<PlanChangeQuote> {
  const { quote, ...charge } = await loadQuote(userId, planId)
  return {
    planId: quote.plan_id,
    planName: quote.plan_name,
    atPeriodEnd: quote.at_period_end,
    effectiveAt: quote.at_period_end ? quote.period_end : new Date().toISOString(),
    ...charge,
    addedCredits: quote.added_credits,
    creditsPerMonth: quote.credits_per_month,
    priceCents: quote.price_cents,
  }
}

// By the second the time that is left is worth less; more than this is another price.
const TOLERANCE_CENTS = 5

const Terms = z.object({ id: z.uuid() })

/** Agree on a change. One that Dodo gave up meanwhile, unheard, stands in nobody's way: Dodo is asked about it first. */
async function startChange(userId: string, planId: string, chargeCents: number, subscriptionId: string) {
  const start = () =>
    callRpc('start_plan_change', { p_user_id: userId, p_plan_id: planId, p_charge_cents: chargeCents }, Terms)
  try {
    return await start()
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'plan_change_pending') throw error
    await syncSubscription(subscriptionId)
    return await start()
  }
}

const Refusal = z.object({ status: z.int().min(400).max(499) })

/**
 * Change the plan of the running subscription. `expectedCents` is what the person was shown; more than a few cents above it is
 * refused as price_changed. A card that is declined leaves the plan as it is, with the change waiting for its payment at Dodo. An
 * answer that got lost is caught up by the next event or a job. Throws not_subscribed, plan_not_found, plan_renewing,
 * plan_change_pending, provider_failed (nothing has changed then).
 */
export async function changePlan(userId: string, planId: string, expectedCents: number): Promise<void> {
  const { quote, chargeCents } = await loadQuote(userId, planId)
  if (chargeCents > expectedCents + TOLERANCE_CENTS) {
    throw new AppError('price_changed', { details: { expected: expectedCents, charge: chargeCents } })
  }
  const terms = await startChange(userId, planId, chargeCents, quote.subscription_id)
  try {
    await dodoClient().subscriptions.changePlan(
      quote.subscription_id,
      { ...toRequest(quote), metadata: { terms_id: terms.id } },
      { maxRetries: 0 },
    )
  } catch (cause) {
    const refusal = Refusal.safeParse(cause)
    if (refusal.success) {
      await callRpc('drop_plan_change', { p_subscription_id: quote.subscription_id }, z.unknown())
      // Dodo has an earlier one that waits for its payment.
      if (refusal.data.status === 409) throw new AppError('plan_change_pending', { cause })
      throw new AppError('provider_failed', {
        message: 'The plan could not be changed. You were not charged. Try again.',
        cause,
      })
    }
    logger().warn({ err: cause }, 'no answer to a change of plan')
  }
  await syncSubscription(quote.subscription_id)
}
