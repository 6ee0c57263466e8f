import type { Dodo } from '../../context'
import type { PlanOrder, Subscription } from '../../model/subscriptions'
import { findPlan, unitPrice } from '../find'
import { firstCycle, setNextBilling } from '../time/cycle'

/**
 * Puts a subscription on another plan at today's price. With `restartsCycle` a new cycle begins now; without it
 * the next billing date stays, and the new plan's rhythm counts from there.
 */
export function applyPlan(
  dodo: Dodo,
  subscription: Subscription,
  order: PlanOrder,
  restartsCycle = false,
): void {
  const plan = findPlan(dodo, order.product_id)
  const { price } = plan
  const before = subscription.frequency
  subscription.product_id = plan.product_id
  subscription.quantity = order.quantity
  subscription.unit_price = unitPrice(plan)
  subscription.tax_inclusive = price.tax_inclusive ?? false
  subscription.frequency = {
    count: price.payment_frequency_count,
    interval: price.payment_frequency_interval,
  }
  subscription.period = {
    count: price.subscription_period_count,
    interval: price.subscription_period_interval,
  }
  subscription.scheduled_change = null
  subscription.pending_change = null
  const { count, interval } = subscription.frequency
  if (restartsCycle) {
    Object.assign(subscription, firstCycle(dodo.now(), subscription.frequency), { in_trial: false })
  } else if (before.count !== count || before.interval !== interval) {
    setNextBilling(subscription, subscription.next_billing_date)
  }
}
