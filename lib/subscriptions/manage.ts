import 'server-only'
import { z } from 'zod'
import type { SessionUser } from '@/lib/auth/session'
import { dodoClient } from '@/lib/dodopayments/client'
import { syncSubscription } from '@/lib/dodopayments/sync/subscription'
import { siteUrl } from '@/lib/env/public'
import { AppError } from '@/lib/errors'
import { callRpc } from '@/lib/supabase/rpc'
import { requireSubscription } from './current-plan'

const billingPage = () => new URL('/billing', siteUrl).href

/** Ask Dodo for something and take its refusal for ours. */
async function ask<T>(call: Promise<T>): Promise<T> {
  return call.catch((cause: unknown) => {
    throw new AppError('provider_failed', {
      message: 'The payment provider did not accept this. Nothing has changed. Try again.',
      cause,
    })
  })
}

/** Let the subscription end with the period that is paid for. Safe to repeat. Throws not_subscribed, provider_failed. */
export async function cancelAtPeriodEnd(userId: string): Promise<void> {
  const { subscriptionId } = await requireSubscription(userId)
  await ask(dodoClient().subscriptions.update(subscriptionId, { cancel_at_next_billing_date: true }))
  await syncSubscription(subscriptionId)
}

/** Go on as before: takes back a cancellation and a change of plan that waits for the period's end. Safe to repeat. */
export async function resumeSubscription(userId: string): Promise<void> {
  const { subscriptionId, cancelAtPeriodEnd, scheduledPlanName } = await requireSubscription(userId)
  if (cancelAtPeriodEnd) {
    await ask(dodoClient().subscriptions.update(subscriptionId, { cancel_at_next_billing_date: false }))
  }
  if (scheduledPlanName) {
    await ask(dodoClient().subscriptions.cancelChangePlan(subscriptionId))
    await callRpc('drop_plan_change', { p_subscription_id: subscriptionId }, z.unknown())
  }
  await syncSubscription(subscriptionId)
}

/** The address where a new card is entered; what is owed is charged to it. Throws not_subscribed, provider_failed. */
export async function updatePaymentMethod(userId: string): Promise<{ url: string }> {
  const { subscriptionId } = await requireSubscription(userId)
  const { payment_link } = await ask(
    dodoClient().subscriptions.updatePaymentMethod(subscriptionId, {
      payment_method: { type: 'new', return_url: billingPage() },
    }),
  )
  if (!payment_link) throw new AppError('provider_failed')
  return { url: payment_link }
}

/** Dodo's own portal for this person's customer and nobody else's. Throws not_found for who has never paid. */
export async function openPortal(user: SessionUser): Promise<{ url: string }> {
  if (!user.dodoCustomerId)
    throw new AppError('not_found', { message: 'You have not paid for anything yet.' })
  const { link } = await ask(
    dodoClient().customers.customerPortal.create(user.dodoCustomerId, { return_url: billingPage() }),
  )
  return { url: link }
}
