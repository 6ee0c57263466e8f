import type { Dodo } from '../../context'
import { createId } from '../../context'
import type { OrderLine } from '../../model/orders'
import type { PlanOrder, Subscription } from '../../model/subscriptions'
import { sumLines } from '../../money'
import { applyCredit } from '../charge'
import { findPlan, type Plan, subscriptionLine, unitPrice } from '../find'

export const PRORATION_MODES = [
  'prorated_immediately',
  'full_immediately',
  'difference_immediately',
  'do_not_bill',
] as const

export type ProrationMode = (typeof PRORATION_MODES)[number]

/** One part of the price of a change: units of a plan, times a share of the cycle, negative for what was unused. */
type Part = { plan: Plan; unit: number; quantity: number; factor: number }

/** What a plan change costs now. Minor units. */
export type Quote = {
  parts: Part[]
  /** What is charged; without lines nothing is. */
  lines: OrderLine[]
  credit_used: number
  credit_added: number
  restarts_cycle: boolean
}

/**
 * Prices a change of plan. `prorated_immediately` charges the new plan and gives back the old one for the rest of the
 * cycle, `difference_immediately` for a whole one, `full_immediately` charges the new plan alone, `do_not_bill`
 * nothing. What comes out below zero is credit for later renewals.
 */
export function quoteChange(
  dodo: Dodo,
  subscription: Subscription,
  order: PlanOrder,
  mode: ProrationMode,
): Quote {
  const plan = findPlan(dodo, order.product_id)
  const parts = mode === 'do_not_bill' ? [] : toParts(dodo, subscription, plan, order, mode)
  const sum = parts.reduce((total, part) => total + Math.round(part.unit * part.quantity * part.factor), 0)
  const { due, used } = applyCredit(subscription, sum)
  const product = {
    ...order,
    tax_inclusive: plan.price.tax_inclusive ?? false,
  }
  return {
    parts,
    lines: due > 0 ? [subscriptionLine(dodo, product, due, { name: `Change to ${plan.name}` })] : [],
    credit_used: used,
    credit_added: Math.max(0, -sum),
    // A trial ends with the change that is paid.
    restarts_cycle:
      mode !== 'do_not_bill' && (subscription.in_trial || dodo.settings.planChangeCycle === 'reset'),
  }
}

function toParts(
  dodo: Dodo,
  subscription: Subscription,
  plan: Plan,
  order: PlanOrder,
  mode: Exclude<ProrationMode, 'do_not_bill'>,
): Part[] {
  const factor =
    mode === 'prorated_immediately' && !subscription.in_trial ? unusedShare(dodo, subscription) : 1
  const next = { plan, unit: unitPrice(plan), quantity: order.quantity, factor }
  // Nothing was paid for a trial, so nothing of it can be given back.
  if (mode === 'full_immediately' || subscription.in_trial) return [next]
  const old = findPlan(dodo, subscription.product_id)
  return [next, { plan: old, unit: -subscription.unit_price, quantity: subscription.quantity, factor }]
}

function unusedShare(dodo: Dodo, subscription: Subscription): number {
  const start = Date.parse(subscription.previous_billing_date)
  const end = Date.parse(subscription.next_billing_date)
  return Math.min(1, Math.max(0, (end - dodo.now().getTime()) / (end - start)))
}

/** A quote as the preview of a plan change shows it. */
export function quotePayload(dodo: Dodo, subscription: Subscription, quote: Quote, effectiveAt: string) {
  const { currency } = subscription
  const { total, tax } = sumLines(quote.lines)
  return {
    effective_at: effectiveAt,
    line_items: quote.parts.map((part) => ({
      type: 'subscription',
      id: createId('itm'),
      product_id: part.plan.product_id,
      name: part.plan.name,
      description: part.unit < 0 ? 'Unused time' : part.plan.description,
      unit_price: part.unit,
      quantity: part.quantity,
      proration_factor: part.factor,
      currency,
      tax_inclusive: part.plan.price.tax_inclusive ?? false,
      tax_rate: dodo.settings.taxPercent,
    })),
    summary: {
      currency,
      total_amount: total,
      tax: tax || null,
      settlement_amount: total,
      settlement_currency: currency,
      settlement_tax: tax || null,
      customer_credits: quote.credit_added - quote.credit_used,
    },
  }
}
