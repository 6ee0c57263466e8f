import { beforeEach, expect, it, vi } from 'vitest'
import { syncSubscription as askDodo } from '../../../lib/dodopayments/sync/subscription'
import { addUser, useDatabase } from '../../helpers/database'
import {
  agreeInTime,
  DAY,
  monthAfter,
  type PaidMonth,
  readSubscription,
  type SubscriptionState,
  syncSubscription,
} from '../../helpers/subscriptions'

/** What is true at Dodo at a moment. */
type Truth = { state: SubscriptionState; payments: PaidMonth[]; on_demand?: boolean }
const dodo = vi.hoisted(() => ({ truths: [] as unknown[], asked: [] as string[] }))
const calls = vi.hoisted(() => vi.fn())

const toPayment = ({ id, at, total_cents = 1900 }: PaidMonth) => ({
  payment_id: id,
  created_at: at.toISOString(),
  metadata: {},
  total_amount: total_cents,
  tax: 0,
  currency: 'USD',
  is_update_payment_method: false,
})

const toSubscription = ({ state, on_demand = false }: Truth) => ({
  subscription_id: state.id,
  on_demand,
  metadata: { terms_id: state.terms_id ?? '' },
  product_id: state.product_id,
  customer: { customer_id: state.customer_id },
  status: state.status,
  currency: state.currency,
  tax_inclusive: false,
  recurring_pre_tax_amount: state.price_cents,
  created_at: state.created_at.toISOString(),
  previous_billing_date: state.period_start.toISOString(),
  next_billing_date: state.period_end.toISOString(),
  cancel_at_next_billing_date: false,
  trial_period_days: 0,
  scheduled_change: null,
})

/** Answers what is true now, and the next truth holds from then on. */
async function answer<T>(question: string, read: (truth: Truth) => T): Promise<T> {
  dodo.asked.push(question)
  const answered = read(dodo.truths[0] as Truth)
  if (dodo.truths.length > 1) dodo.truths.shift()
  return answered
}

vi.mock('@/lib/dodopayments/client', () => ({
  dodoClient: () => ({
    subscriptions: { retrieve: () => answer('subscription', toSubscription) },
    payments: {
      list: () => answer('payments', ({ payments }) => ({ items: payments.map(toPayment) })),
      retrieve: (id: string) =>
        answer('payment', ({ payments }) => payments.map(toPayment).find((item) => item.payment_id === id)),
    },
  }),
}))
vi.mock('@/lib/supabase/admin', () => ({
  adminClient: () => ({ from: () => ({ select: () => ({ eq: async () => ({ data: [], error: null }) }) }) }),
}))
vi.mock('@/lib/supabase/rpc', () => ({ callRpc: calls }))

const database = useDatabase()

beforeEach(() => {
  dodo.asked.length = 0
  calls
    .mockReset()
    .mockImplementation(
      async (
        name: string,
        args: { p_state: SubscriptionState; p_payments: PaidMonth[]; p_seen_at: string },
      ) =>
        name === 'sync_subscription'
          ? syncSubscription(database.sql, args.p_state, args.p_payments, new Date(args.p_seen_at))
          : 'processed',
    )
})

it('a renewal that is paid while Dodo is asked brings the month of the plan that was paid for', async () => {
  const { sql } = database
  const { id } = await addUser(sql)
  const start = new Date(Date.now() - 30 * DAY)
  const pro = await readSubscription(sql, id, { period_start: start, period_end: new Date() })
  const [terms] = await sql<{ id: string }[]>`select id from public.start_subscription(${id}, 'enterprise')`
  const state = {
    ...pro,
    product_id: 'pdt_plan_enterprise',
    price_cents: 9900,
    terms_id: terms?.id ?? '',
  }
  const first = { id: `${state.id}_1`, at: start, total_cents: 9900 }
  await syncSubscription(sql, state, [first], start)
  await agreeInTime(sql, id, 'pro', 0)
  const renewed = {
    ...state,
    product_id: pro.product_id,
    price_cents: 1900,
    period_start: state.period_end,
    period_end: monthAfter(state.period_end),
  }
  const payments = [first, { id: `${state.id}_2`, at: state.period_end }]
  dodo.truths = [
    { state, payments: [first] },
    { state: renewed, payments },
  ]
  expect(await askDodo(state.id)).toBe('processed')
  expect(await askDodo(state.id)).toBe('processed')
  const months = await sql`select payment_id, plan_id, credits::int from public.subscription_credits
    where user_id = ${id} order by period_start`
  expect(months).toEqual([
    { payment_id: first.id, plan_id: 'enterprise', credits: 1000 },
    { payment_id: payments[1]?.id, plan_id: 'pro', credits: 100 },
  ])
})

it('a card for charges that were asked for brings no months, and nothing more is asked of its payments', async () => {
  const { id } = await addUser(database.sql)
  const state = await readSubscription(database.sql, id)
  dodo.truths = [{ state, payments: [{ id: 'pay_top_up', at: new Date() }], on_demand: true }]
  expect(await askDodo(state.id)).toBe('processed')
  expect(calls.mock.calls.map(([name]) => name)).toEqual(['sync_mandate'])
  expect(dodo.asked).not.toContain('payment')
})
