import 'server-only'
import { z } from 'zod'
import { AppError } from '@/lib/errors'
import { adminClient } from '@/lib/supabase/admin'
import { callRpc, toAppError } from '@/lib/supabase/rpc'
import { type CurrentPlan, Month, type Plan, PlanRow } from './plan'

/** The plans on sale, cheapest first, Free included. */
export async function getPlans(): Promise<Plan[]> {
  const { data, error } = await adminClient()
    .from('plans')
    .select(
      'id, name, creditsPerMonth:credits_per_month, priceCents:price_cents, currency, rolloverCap:rollover_cap',
    )
    .eq('is_active', true)
    .order('position')
  if (error) throw toAppError(error)
  return data
}

/** The plan somebody is on. `get_subscription`. */
export function getCurrentPlan(userId: string): Promise<CurrentPlan> {
  return callRpc('get_subscription', { p_user_id: userId }, PlanRow)
}

/** The subscription behind somebody's plan. Throws not_subscribed. */
export async function requireSubscription(userId: string) {
  const current = await getCurrentPlan(userId)
  if (!current.subscriptionId) throw new AppError('not_subscribed')
  return { ...current, subscriptionId: current.subscriptionId }
}

/** Somebody's months with a plan and what changes of plan added, newest first, at most `limit`. Amounts with tax. */
export async function getMonths(userId: string, limit = 24): Promise<Month[]> {
  const { data, error } = await adminClient()
    .from('subscription_credits')
    .select(
      'id, planId:plan_id, isChange:is_change, periodStart:period_start, periodEnd:period_end, credits, paidCents:paid_cents, returnedCents:returned_cents, currency, paymentId:payment_id',
    )
    .eq('user_id', userId)
    .order('period_start', { ascending: false })
    .limit(limit)
  if (error) throw toAppError(error)
  return z.array(Month).parse(data)
}

/** The payment of one month of this user. Throws not_found: somebody else's is like one that does not exist or cost nothing. */
export async function getMonthPaymentId(userId: string, monthId: number): Promise<string> {
  const { data, error } = await adminClient()
    .from('subscription_credits')
    .select('payment_id')
    .eq('id', monthId)
    .eq('user_id', userId)
    .maybeSingle()
  if (error) throw toAppError(error)
  if (!data?.payment_id) throw new AppError('not_found')
  return data.payment_id
}
