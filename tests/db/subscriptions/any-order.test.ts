import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { addUser, useDatabase } from '../../helpers/database'
import { balance } from '../../helpers/ledger'
import {
  DAY,
  monthAfter,
  type PaidMonth,
  readSubscription,
  type SubscriptionState,
  syncSubscription,
} from '../../helpers/subscriptions'

const database = useDatabase()
const ORDERS = 3

/** What happens in one month of a subscription, besides its renewal. */
type Month = { upgrades: boolean; holds: boolean; refunds: number; buys: boolean }
type Fact =
  | { sync: SubscriptionState; payments: PaidMonth[]; seenAt: Date }
  | { refund: string; cents: number; id: string }
  | { buy: string }

const month: fc.Arbitrary<Month> = fc.record({
  upgrades: fc.boolean(),
  holds: fc.boolean(),
  refunds: fc.constantFrom(0, 0, 0.5, 1),
  buys: fc.boolean(),
})

/** Everything that is ever heard of one history, as of the moments when it was true. */
async function tell(userId: string, months: Month[]) {
  const { sql } = database
  const start = new Date(Date.now() - months.length * 31 * DAY)
  let state = await readSubscription(sql, userId, { period_start: start })
  const payments: PaidMonth[] = [{ id: `${state.id}_0`, at: start }]
  const facts: Fact[] = []
  const say = (changes: Partial<SubscriptionState> = {}) => {
    state = { ...state, ...changes }
    facts.push({
      sync: state,
      payments: [...payments],
      seenAt: new Date(start.getTime() + facts.length * 1000),
    })
  }
  say()
  const names = [state.id]
  for (const [index, { upgrades, holds, refunds, buys }] of months.entries()) {
    if (upgrades && state.product_id === 'pdt_plan_pro') {
      const terms = randomUUID()
      const at = new Date(state.period_start.getTime() + 10 * DAY)
      await sql`insert into public.subscription_terms (id, user_id, plan_id, credits, rollover_cap, price_cents, currency,
          dodo_product_id, subscription_id, from_plan_id, charge_cents, added_credits, created_at)
        select ${terms}, ${userId}, p.id, p.credits_per_month, p.rollover_cap, p.price_cents, 'USD', p.dodo_product_id,
          ${state.id}, 'pro', 5000, 600, ${at} from public.plans p where p.id = 'enterprise'`
      payments.push({ id: `${state.id}_up`, at, total_cents: 5000, terms_id: terms })
      say({ product_id: 'pdt_plan_enterprise', price_cents: 9900 })
    }
    if (refunds > 0) {
      const paid = payments.at(-1)
      facts.push({
        refund: paid?.id ?? '',
        cents: Math.round((paid?.total_cents ?? 1900) * refunds),
        id: `ref_${state.id}_${index}`,
      })
    }
    if (buys) {
      const [purchase] = await sql<
        { id: string }[]
      >`select id from public.start_purchase(${userId}, 'starter')`
      facts.push({ buy: purchase?.id ?? '' })
    }
    if (holds) say({ status: 'on_hold' })
    const at = holds ? new Date(state.period_end.getTime() + 2 * DAY) : state.period_end
    payments.push({ id: `${state.id}_${index + 1}`, at, total_cents: state.price_cents ?? 0 })
    say({ status: 'active', period_start: state.period_end, period_end: monthAfter(start, index + 2) })
  }
  return { facts, names }
}

async function hear(fact: Fact) {
  const { sql } = database
  if ('sync' in fact) return syncSubscription(sql, fact.sync, fact.payments, fact.seenAt)
  const event = randomUUID()
  await sql`select public.store_webhook_event(${event}, ${'buy' in fact ? 'payment.succeeded' : 'refund.succeeded'},
    ${sql.json({ payment_id: 'buy' in fact ? `pay_${fact.buy}` : fact.refund })})`
  if ('buy' in fact) {
    return sql`select public.complete_purchase(${event}, ${`pay_${fact.buy}`}, ${fact.buy}, 'pdt_starter', 999, 'USD')`
  }
  return sql`select public.record_return(${event}, 'refund', ${fact.id}, ${fact.refund}, ${fact.cents}, 'taken')`
}

/** What came of it, without ids. */
async function digest(userId: string, subscriptionId: string) {
  const { sql } = database
  const { available, debt } = await balance(sql, userId)
  const sources = await sql`select g.source, sum(g.remaining)::int as left from public.credit_grants g
    join public.credit_accounts a on a.id = g.account_id where a.owner_id = ${userId} group by 1 having sum(g.remaining) > 0 order by 1`
  const months =
    await sql`select replace(payment_id, ${subscriptionId}, '') as payment, plan_id, credits::int, is_change,
      clawed_back::int, returned_cents::int
    from public.subscription_credits where user_id = ${userId} order by 1`
  const subscriptions = await sql`select plan_id, status from public.subscriptions where user_id = ${userId}`
  const open = await sql`select e.type from public.webhook_events e where e.status in ('parked', 'failed')
    and e.payload ->> 'payment_id' like ${`${subscriptionId}%`}`
  return { available, debt, sources, months, subscriptions, open }
}

it('ends the same for every order in which a history is heard of, however often', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(month, { minLength: 1, maxLength: 5 }),
      fc.infiniteStream(fc.nat()),
      async (months, numbers) => {
        const seen = []
        for (let order = 0; order < ORDERS; order += 1) {
          const { id } = await addUser(database.sql)
          const { facts, names } = await tell(id, months)
          // As it happened the first time; then shuffled, a third of it twice.
          const twice = facts.filter(() => (numbers.next().value ?? 0) % 3 === 0)
          const heard =
            order === 0
              ? facts
              : [...facts, ...twice]
                  .map((fact) => ({ fact, key: numbers.next().value ?? 0 }))
                  .sort((a, b) => a.key - b.key)
                  .map(({ fact }) => fact)
          for (const fact of heard) await hear(fact)
          seen.push(await digest(id, names[0] ?? ''))
        }
        for (const other of seen) expect(other).toEqual(seen[0])
        // One grant for each payment, of the size of its plan.
        const sizes: Record<string, number> = { pro: 100, enterprise: 1000 }
        for (const { plan_id, credits, is_change } of seen[0]?.months ?? []) {
          expect(credits).toBe(is_change ? 600 : sizes[plan_id])
        }
        expect(seen[0]?.open).toEqual([])
      },
    ),
    { numRuns: 25 },
  )
}, 120_000)
