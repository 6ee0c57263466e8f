import 'server-only'
import { z } from 'zod'
import type { SessionUser } from '@/lib/auth/session'
import { CreditService } from '@/lib/credits'
import { syncSubscription } from '@/lib/dodopayments/sync/subscription'
import { logger } from '@/lib/logger'
import { changePlan, quotePlanChange } from '@/lib/subscriptions/change-plan'
import { getCurrentPlan, requireSubscription } from '@/lib/subscriptions/current-plan'
import { cancelAtPeriodEnd } from '@/lib/subscriptions/manage'
import type { CurrentPlan } from '@/lib/subscriptions/plan'
import { subscribe } from '@/lib/subscriptions/subscribe'
import { callRpc } from '@/lib/supabase/rpc'

/** A user's way through the plans, by name: for code outside of the routes under /api/subscriptions. */

/** Open the account of a user with the sign-up bonus. New users have both from the moment they confirm their address. Safe to repeat. */
export function initializeUserOnSignup(userId: string, email: string) {
  return CreditService.initializeUserCredits(userId, email)
}

/**
 * Put a user on the Pro plan. With a running subscription the plan is changed at the price that Dodo quotes now; else the
 * address of a checkout page is answered and the plan begins when it is paid. Throws plan_not_found for who is on
 * it already, provider_failed.
 */
export async function upgradeUserToPro(user: SessionUser): Promise<{ checkoutUrl: string | null }> {
  const { subscriptionId, status } = await getCurrentPlan(user.id)
  if (!subscriptionId || status === 'cancelled') return subscribe(user, 'pro')
  const { chargeCents } = await quotePlanChange(user.id, 'pro')
  await changePlan(user.id, 'pro', chargeCents)
  return { checkoutUrl: null }
}

/** Let the paid plan end with its period; Free follows. What was paid for stays until then. Throws not_subscribed. */
export function downgradeUserToFree(userId: string): Promise<void> {
  return cancelAtPeriodEnd(userId)
}

/** Give credits away, once for each key. `expiresAt` left out: they stay. Throws invalid_amount, account_not_found. */
export function grantBonusCredits(
  userId: string,
  credits: number,
  options: { idempotencyKey: string; description?: string; expiresAt?: Date },
) {
  return CreditService.addCredits(userId, credits, { source: 'bonus', ...options })
}

/** Ask Dodo about a user's subscription and give every month that was paid for and is not here yet. Throws not_subscribed. */
export async function renewSubscription(userId: string): Promise<CurrentPlan> {
  await syncSubscription((await requireSubscription(userId)).subscriptionId)
  return getCurrentPlan(userId)
}

/**
 * Look after subscriptions whose period is over without news (a webhook may be lost): at most `limit`, longest unseen first.
 * Answers how many were asked about and how many of these could not be. For the daily job; safe to repeat.
 */
export async function checkSubscriptionExpiry(now: Date, limit = 100) {
  const quiet = await callRpc(
    'find_quiet_subscriptions',
    { p_now: now.toISOString(), p_limit: limit },
    z.array(z.string()),
  )
  let failed = 0
  for (const id of quiet) {
    await syncSubscription(id).catch((error: unknown) => {
      logger().error({ err: error, subscriptionId: id }, 'asking about a subscription failed')
      failed += 1
    })
  }
  return { asked: quiet.length, failed }
}

/** The plan a user is on: Free without a subscription. */
export function getSubscriptionStatus(userId: string): Promise<CurrentPlan> {
  return getCurrentPlan(userId)
}
