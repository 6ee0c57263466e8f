import { afterEach, expect, inject, test, vi } from 'vitest'
import { cookieOf } from '../../bench/big/visits'
import { createDodo } from '../../helpers/app/dodo'
import type { Person } from '../../helpers/app/people'
import { useRecordedApp } from '../../helpers/app/use-recorded-app'

const recorded = useRecordedApp()
const { app } = recorded
const dodo = createDodo(app.env)

afterEach(() => recorded.recorder.check())

const planOf = async (person: Person) => {
  const [row] = await app.sql<
    { plan: Record<string, unknown> }[]
  >`select public.get_subscription(${person.id}) as plan`
  return row?.plan ?? {}
}
const balanceOf = async (person: Person) =>
  ((await recorded.as(person)('/api/credits/balance')).body as { available: number }).available

/** Waits until the webhooks that were sent have made the balance so. */
const expectBalance = (person: Person, credits: number) =>
  vi.waitFor(async () => expect(await balanceOf(person)).toBe(credits), { timeout: 10_000 })

async function subscribe(planId = 'pro', card?: string) {
  const person = await app.signUp()
  const answer = await recorded.as(person)('/api/subscriptions', { body: { planId } })
  expect(answer.status, JSON.stringify(answer.body)).toBe(200)
  const paid = await dodo.pay((answer.body as { checkoutUrl: string }).checkoutUrl, card)
  if (!paid.subscription_id) throw new Error('No subscription was started.')
  return { person, call: recorded.as(person), id: paid.subscription_id }
}

test('subscribing brings the month, renewing the next one with what was left', async () => {
  const { person, call, id } = await subscribe()
  await expectBalance(person, 150)
  expect(await planOf(person)).toMatchObject({ plan_id: 'pro', status: 'active', id })
  expect((await call('/api/user/usage')).body).toMatchObject({
    data: { isSubscribed: true, subscriptionTier: 'pro' },
  })
  await dodo.subscription(id, 'bill-now')
  await expectBalance(person, 250)
  const sources = await app.sql`select source, amount::int from public.credit_grants g
    join public.credit_accounts a on a.id = g.account_id where a.owner_id = ${person.id} order by g.id`
  expect(sources).toEqual([
    { source: 'signup', amount: 50 },
    { source: 'plan', amount: 100 },
    { source: 'rollover', amount: 100 },
    { source: 'plan', amount: 100 },
  ])
}, 60_000)

test('a larger plan costs what was shown and adds the difference; a smaller one waits for the period’s end', async () => {
  const { person, call, id } = await subscribe()
  await expectBalance(person, 150)
  const quote = (await call('/api/subscriptions/preview', { body: { planId: 'enterprise' } })).body as {
    chargeCents: number
    addedCredits: number
  }
  expect(quote).toMatchObject({ atPeriodEnd: false, addedCredits: 900, chargeCents: 8000 })
  const cheap = await call('/api/subscriptions/change', {
    body: { planId: 'enterprise', expectedCents: 100 },
  })
  expect(cheap).toMatchObject({ status: 409, body: { error: { code: 'price_changed' } } })
  const change = { body: { planId: 'enterprise', expectedCents: quote.chargeCents } }
  const both = await Promise.all([
    call('/api/subscriptions/change', change),
    call('/api/subscriptions/change', change),
  ])
  // 404 when the first is through: that plan is in force then.
  expect(both.map((answer) => answer.status).sort()).toEqual([200, expect.toBeOneOf([404, 409])])
  await expectBalance(person, 1050)
  expect(await planOf(person)).toMatchObject({ plan_id: 'enterprise' })

  const down = await call('/api/subscriptions/preview', { body: { planId: 'pro' } })
  expect(down.body).toMatchObject({ atPeriodEnd: true, chargeCents: 0, addedCredits: 0 })
  const waits = await call('/api/subscriptions/change', { body: { planId: 'pro', expectedCents: 0 } })
  expect(waits.body).toMatchObject({ planId: 'enterprise', scheduledPlanName: 'Pro' })
  expect((await call('/api/subscriptions/resume', { method: 'POST' })).body).toMatchObject({
    scheduledPlanName: null,
  })
  await call('/api/subscriptions/change', { body: { planId: 'pro', expectedCents: 0 } })
  await dodo.subscription(id, 'bill-now')
  // The month of the smaller plan, and no more than a month of the larger one with it.
  await expectBalance(person, 50 + 100 + 1000)
  expect(await planOf(person)).toMatchObject({ plan_id: 'pro', scheduled_plan_name: null })
}, 60_000)

test('a renewal that was not heard of yet is asked for before a change is priced', async () => {
  const { person, call, id } = await subscribe()
  await expectBalance(person, 150)
  await app.sql`update public.subscriptions set period_start = period_start - interval '1 month',
    period_end = now() - interval '5 minutes' where id = ${id}`
  const quote = await call('/api/subscriptions/preview', { body: { planId: 'enterprise' } })
  expect(quote).toMatchObject({ status: 200, body: { addedCredits: 900, chargeCents: 8000 } })
  const [known] =
    await app.sql`select period_end > now() as is_running from public.subscriptions where id = ${id}`
  expect(known).toEqual({ is_running: true })
}, 60_000)

test('with a cycle that begins anew, a change brings a whole month and no second one', async () => {
  const { person, call } = await subscribe()
  await expectBalance(person, 150)
  await dodo.advanceDays(10)
  await dodo.set({ planChangeCycle: 'reset' })
  try {
    const { chargeCents } = (await call('/api/subscriptions/preview', { body: { planId: 'enterprise' } }))
      .body as {
      chargeCents: number
    }
    await call('/api/subscriptions/change', { body: { planId: 'enterprise', expectedCents: chargeCents } })
  } finally {
    await dodo.set({ planChangeCycle: 'keep' })
  }
  // The new month, with what was left of the old one.
  await expectBalance(person, 1150)
  const months =
    await app.sql`select credits::int from public.subscription_credits where user_id = ${person.id} order by id`
  expect(months).toEqual([{ credits: 100 }, { credits: 1000 }])
}, 60_000)

test('a cancelled plan lasts as long as it was paid for, can be taken back, and then is Free', async () => {
  const { person, call, id } = await subscribe()
  await expectBalance(person, 150)
  expect((await call('/api/subscriptions/cancel', { method: 'POST' })).body).toMatchObject({
    cancelAtPeriodEnd: true,
  })
  expect((await call('/api/subscriptions/cancel', { method: 'POST' })).status).toBe(200)
  expect((await call('/api/subscriptions/resume', { method: 'POST' })).body).toMatchObject({
    cancelAtPeriodEnd: false,
  })
  await dodo.subscription(id, 'cancel')
  await vi.waitFor(
    async () => expect(await planOf(person)).toMatchObject({ status: 'cancelled', plan_id: 'pro' }),
    { timeout: 10_000 },
  )
  expect(await balanceOf(person)).toBe(150)
  const kinds = await app.sql<{ kind: string }[]>`select kind from public.email_outbox
    where user_id = ${person.id} and kind like 'sub%' order by id`
  expect(kinds.map((row) => row.kind)).toEqual([
    'subscription_started',
    'subscription_ending',
    'subscription_cancelled',
  ])
  // Subscribing again is possible at once.
  expect((await call('/api/subscriptions', { body: { planId: 'pro' } })).status).toBe(200)
}, 60_000)

test('a card that fails brings no month and takes none; a new one catches up', async () => {
  const { person, call, id } = await subscribe()
  await expectBalance(person, 150)
  await dodo.subscription(id, 'card', { declines: true })
  await dodo.subscription(id, 'bill-now')
  await vi.waitFor(async () => expect(await planOf(person)).toMatchObject({ status: 'on_hold' }), {
    timeout: 10_000,
  })
  expect(await balanceOf(person)).toBe(150)
  const { url } = (await call('/api/subscriptions/payment-method', { method: 'POST' })).body as {
    url: string
  }
  expect(url).toContain('/card/')
  await dodo.subscription(id, 'card', { card: '4242424242424242' })
  await expectBalance(person, 250)
  expect(await planOf(person)).toMatchObject({ status: 'active' })
}, 60_000)

test('a larger plan whose payment is declined is not called changed, and another card pays for it', async () => {
  const { person, call, id } = await subscribe()
  await expectBalance(person, 150)
  await dodo.subscription(id, 'card', { declines: true })
  const quote = await call('/api/subscriptions/preview', { body: { planId: 'enterprise' } })
  const { chargeCents } = quote.body as { chargeCents: number }
  const change = () =>
    call('/api/subscriptions/change', { body: { planId: 'enterprise', expectedCents: chargeCents } })
  expect((await change()).body).toMatchObject({ planId: 'pro', unpaidPlanName: 'Enterprise' })
  expect((await change()).body).toMatchObject({ error: { code: 'plan_change_pending' } })
  // Long after, too: Dodo still has it.
  await app.sql`update public.subscription_terms set created_at = created_at - interval '2 hours'
    where subscription_id = ${id} and status = 'open'`
  expect((await change()).body).toMatchObject({ error: { code: 'plan_change_pending' } })
  expect(await balanceOf(person)).toBe(150)

  await dodo.subscription(id, 'card', { card: '4242424242424242' })
  await vi.waitFor(
    async () => expect(await planOf(person)).toMatchObject({ plan_id: 'enterprise', unpaid_plan_name: null }),
    { timeout: 10_000 },
  )
  await vi.waitFor(async () => expect(await balanceOf(person)).toBeGreaterThan(1000), { timeout: 10_000 })
  const parked =
    await app.sql`select from public.webhook_events where payload ->> 'subscription_id' = ${id} and status = 'parked'`
  expect(parked).toHaveLength(0)
}, 60_000)

test('a plan that is paused keeps its credits for as long, and what was left of the month follows', async () => {
  const { person, id } = await subscribe()
  await expectBalance(person, 150)
  const readEnd = async () => {
    const [row] = await app.sql<{ end: string }[]>`
      select case g.expires_at when 'infinity' then 'none' when s.period_end then 'of the month' else g.expires_at::text end as end
      from public.subscription_credits c join public.credit_grants g on g.id = c.grant_id
      join public.subscriptions s on s.id = c.subscription_id where s.id = ${id}`
    return row?.end
  }
  await dodo.subscription(id, 'pause')
  await vi.waitFor(async () => expect(await readEnd()).toBe('none'), { timeout: 10_000 })
  expect((await recorded.as(person)('/api/credits')).body).toMatchObject({
    nextExpiresAt: null,
    sources: expect.arrayContaining([{ source: 'plan', remaining: 100, nextExpiresAt: null }]),
  })
  const billing = await fetch(new URL('/billing', inject('appUrl')), { headers: cookieOf(person) })
  expect(await billing.text()).toContain('The plan can be changed once it resumes.')
  await dodo.subscription(id, 'unpause')
  await vi.waitFor(async () => expect(await readEnd()).toBe('of the month'), { timeout: 10_000 })
  expect(await balanceOf(person)).toBe(150)
}, 60_000)

test('subscribing fails when the card is refused, and nothing is granted', async () => {
  const person = await app.signUp()
  const call = recorded.as(person)
  const { checkoutUrl } = (await call('/api/subscriptions', { body: { planId: 'pro' } })).body as {
    checkoutUrl: string
  }
  await dodo.pay(checkoutUrl, '4000000000000002')
  expect(await balanceOf(person)).toBe(50)
  expect(await planOf(person)).toMatchObject({ plan_id: 'free', id: null })
}, 60_000)

test('what the client sends besides the plan’s id is refused, and who has none gets nothing', async () => {
  const person = await app.signUp()
  const call = recorded.as(person)
  const tampered = await call('/api/subscriptions', { body: { planId: 'pro', priceCents: 1, userId: 'x' } })
  expect(tampered.status).toBe(422)
  expect((await call('/api/subscriptions', { body: { planId: 'free' } })).status).toBe(404)
  expect((await call('/api/dodopayments/portal', { method: 'POST' })).status).toBe(404)
  expect((await call('/api/subscriptions/cancel', { method: 'POST' })).status).toBe(409)
  expect((await app.stranger('/api/subscriptions', { body: { planId: 'pro' } })).status).toBe(401)
}, 60_000)

test('the portal is the caller’s own', async () => {
  const [one, other] = [await subscribe(), await subscribe()]
  await expectBalance(one.person, 150)
  await expectBalance(other.person, 150)
  const links = await Promise.all(
    [one, other].map(
      async ({ call }) =>
        (await call('/api/dodopayments/portal', { method: 'POST' })).body as { url: string },
    ),
  )
  expect(links[0]?.url).not.toBe(links[1]?.url)
  const second = await one.call('/api/subscriptions', { body: { planId: 'pro' } })
  expect(second).toMatchObject({ status: 409, body: { error: { code: 'already_subscribed' } } })
}, 60_000)
