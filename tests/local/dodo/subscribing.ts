import type DodoPayments from 'dodopayments'
import type { DodoOptions } from '../../../local/dodo/server'
import { control, openCheckout, RETURN_URL, STARTER, startShop } from '../dodo-harness'

export const DECLINES = '4000000000000002'
export const SAVES_ONLY = '4000000000000341'

export const PRO_PLAN = {
  product_id: 'pdt_plan_pro',
  name: 'Pro plan',
  price_cents: 1900,
  currency: 'USD',
  billed: 'monthly',
} as const

export const ENTERPRISE_PLAN = {
  ...PRO_PLAN,
  product_id: 'pdt_plan_enterprise',
  name: 'Enterprise plan',
  price_cents: 9900,
} as const

type Shop = Awaited<ReturnType<typeof startShop>>
type Extra = Partial<DodoPayments.CheckoutSessionCreateParams>

/** A shop that sells one package and two plans, its clock at the last day of January 2026. */
export function startPlans(options: Partial<DodoOptions> = {}): Promise<Shop> {
  const startedAt = Date.now()
  return startShop({
    products: [STARTER, PRO_PLAN, ENTERPRISE_PLAN],
    now: () => new Date(Date.UTC(2026, 0, 31, 12) + Date.now() - startedAt),
    ...options,
  })
}

type Paid = { status: string; payment_id: string | null; subscription_id: string; return_url: string | null }

/** A checkout of the Pro plan for Ada, open. */
export function openPlanCheckout({ client }: Pick<Shop, 'client'>, extra: Extra = {}) {
  const product_cart = [{ product_id: PRO_PLAN.product_id, quantity: 1 }]
  return openCheckout(client, { product_cart, return_url: RETURN_URL, ...extra })
}

/** Subscribes Ada to the Pro plan with a card; gives the ids. */
export async function subscribe(shop: Shop, extra: Extra = {}, card?: string): Promise<Paid> {
  const { id } = await openPlanCheckout(shop, extra)
  return control<Paid>(shop.url, `checkouts/${id}/pay`, card ? { card } : {})
}

type Move = {
  clock: { now: string; offset_seconds: number; next_due: { at: string; subscription_id: string } | null }
  steps: { at: string; subscription_id: string; events: string[] }[]
}

/** Moves the shop's clock forward to a moment, or to whatever is due next. */
export function moveTo(shop: Shop, to: string): Promise<Move> {
  return control<Move>(shop.url, 'clock', { to })
}

/** The types of the webhooks that the app got after the first `skip`, once there are `count` of them. */
export async function typesAfter(shop: Shop, skip: number, count: number): Promise<string[]> {
  const received = await shop.receiver.waitFor(skip + count)
  return received.slice(skip).map(({ body }) => body.type)
}

/** The days, without the time, between which a subscription is paid for. */
export async function readPeriod({ client }: Shop, subscriptionId: string): Promise<[string, string]> {
  const subscription = await client.subscriptions.retrieve(subscriptionId)
  return [subscription.previous_billing_date.slice(0, 10), subscription.next_billing_date.slice(0, 10)]
}
