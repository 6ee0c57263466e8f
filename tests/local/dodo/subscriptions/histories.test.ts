import type DodoPayments from 'dodopayments'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { control } from '../../dodo-harness'
import { ENTERPRISE_PLAN, PRO_PLAN, startPlans, subscribe } from '../subscribing'

type Shop = Awaited<ReturnType<typeof startPlans>>

type State = {
  clock: { now: string; next_due: { at: string } | null }
  subscriptions: (DodoPayments.Subscription & { credit: number; dues: object | null })[]
  payments: DodoPayments.Payment[]
  webhooks: { type: string; resource: { id: string } }[]
}

/** What may happen, to the subscription whose turn it is. Those that can't be done then are refused, and that is fine. */
const EVENTS = [
  'subscribe',
  'trial',
  'day',
  'month',
  'half a year',
  'card declines',
  'card works',
  'new card',
  'bad card',
  'upgrade',
  'downgrade',
  'scheduled change',
  'cancel',
  'cancel at period end',
  'resume',
  'pause',
  'unpause',
  'bill now',
] as const

const DAYS: Record<string, number> = { day: 1, month: 31, 'half a year': 182 }

async function happen(shop: Shop, event: (typeof EVENTS)[number], id: string): Promise<void> {
  const { client, url } = shop
  const act = (verb: string, body = {}) => control(url, `subscriptions/${id}/${verb}`, body)
  const change = (product_id: string, extra: object = {}) =>
    client.subscriptions.changePlan(id, {
      product_id,
      quantity: 1,
      proration_billing_mode: 'prorated_immediately',
      ...extra,
    })
  const days = DAYS[event]
  if (days) await control(url, 'clock', { advance_seconds: days * 86_400, wait: false })
  else if (event === 'subscribe') await subscribe(shop)
  else if (event === 'trial') await subscribe(shop, { subscription_data: { trial_period_days: 10 } })
  else if (event === 'card declines') await act('card', { declines: true })
  else if (event === 'card works') await act('card', { declines: false })
  else if (event === 'new card') await act('card', { card: '4242424242424242' })
  else if (event === 'bad card') await act('card', { card: '4000000000000002' })
  else if (event === 'upgrade') await change(ENTERPRISE_PLAN.product_id)
  else if (event === 'downgrade') await change(PRO_PLAN.product_id, { on_payment_failure: 'prevent_change' })
  else if (event === 'scheduled change')
    await change(ENTERPRISE_PLAN.product_id, { effective_at: 'next_billing_date' })
  else await act(event.replaceAll(' ', '-'))
}

function checkState({ clock, subscriptions, payments, webhooks }: State): void {
  expect(clock.next_due === null || clock.next_due.at > clock.now, 'nothing is overdue').toBe(true)
  for (const subscription of subscriptions) {
    expect(subscription.next_billing_date > subscription.previous_billing_date).toBe(true)
    expect(subscription.credit).toBeGreaterThanOrEqual(0)
    expect(subscription.dues !== null, 'what is on hold owes, and nothing else').toBe(
      subscription.status === 'on_hold',
    )
    const own = webhooks.filter(({ resource }) => resource.id === subscription.subscription_id)
    const count = (type: string) => own.filter((webhook) => webhook.type === `subscription.${type}`).length
    expect(count('active')).toBeGreaterThan(0)
    expect(count('cancelled')).toBe(subscription.status === 'cancelled' ? 1 : 0)
    expect(count('renewed')).toBeLessThanOrEqual(
      payments.filter(
        (payment) =>
          payment.subscription_id === subscription.subscription_id &&
          payment.status === 'succeeded' &&
          !payment.is_update_payment_method,
      ).length,
    )
  }
  const told = webhooks.filter(({ type }) => type.startsWith('payment.'))
  expect(told.map(({ type, resource }) => [type, resource.id]).toSorted()).toEqual(
    payments.map(({ status, payment_id }) => [`payment.${status}`, payment_id]).toSorted(),
  )
}

describe('random histories', () => {
  test('never leave anything overdue, owed by mistake, or untold', async () => {
    const steps = fc.array(fc.tuple(fc.constantFrom(...EVENTS), fc.nat(2)), { minLength: 5, maxLength: 25 })
    const history = async (events: [(typeof EVENTS)[number], number][], retryWindowDays: number) => {
      const shop = await startPlans({ retryWindowDays })
      await subscribe(shop)
      for (const [event, turn] of events) {
        const before = (await shop.client.subscriptions.list()).items.toReversed()
        const id = before[turn % before.length]?.subscription_id ?? ''
        await happen(shop, event, id).catch((refusal: Error) => {
          if (!/(^| answered )(409|422) /.test(refusal.message)) throw refusal
        })
        const state = await control<State>(shop.url, 'state')
        checkState(state)
      }
      const { webhooks } = await control<State>(shop.url, 'state')
      await control(shop.url, 'webhooks/flush', {})
      await shop.receiver.waitFor(webhooks.length)
      await shop.close()
    }
    await fc.assert(fc.asyncProperty(steps, fc.constantFrom(0, 13), history), { numRuns: 12 })
  }, 60_000)
})
