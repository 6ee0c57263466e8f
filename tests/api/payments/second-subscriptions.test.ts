import { afterEach, expect, test, vi } from 'vitest'
import { createDodo } from '../../helpers/app/dodo'
import { controlDodo } from '../../helpers/app/dodo-control'
import { type Person, required } from '../../helpers/app/people'
import { useRecordedApp } from '../../helpers/app/use-recorded-app'

const recorded = useRecordedApp()
const { app } = recorded
const dodo = createDodo(app.env)

afterEach(() => recorded.recorder.check())

const balanceOf = async (person: Person) =>
  ((await recorded.as(person)('/api/credits/balance')).body as { available: number }).available
const expectBalance = (person: Person, credits: number) =>
  vi.waitFor(async () => expect(await balanceOf(person)).toBe(credits), { timeout: 10_000 })

async function open(person: Person, planId: string): Promise<string> {
  const answer = await recorded.as(person)('/api/subscriptions', { body: { planId } })
  expect(answer.status, JSON.stringify(answer.body)).toBe(200)
  return (answer.body as { checkoutUrl: string }).checkoutUrl
}

async function statusAtDodo(id: string | null) {
  const { subscriptions } = await controlDodo<{
    subscriptions: { subscription_id: string; status: string }[]
  }>(app.env, 'state')
  return subscriptions.find(({ subscription_id }) => subscription_id === id)?.status
}
const expectEnded = (id: string | null) =>
  expect.poll(() => statusAtDodo(id), { timeout: 10_000 }).toBe('cancelled')

test('the same plan in two tabs is one checkout page, and another plan or a card that was declined another one', async () => {
  const person = await app.signUp()
  const page = await open(person, 'pro')
  expect(await open(person, 'pro')).toBe(page)
  const other = await open(person, 'enterprise')
  expect(other).not.toBe(page)
  await dodo.pay(other, '4000000000000002')
  expect(await open(person, 'enterprise')).not.toBe(other)
  const somebody = await app.signUp()
  expect(await open(somebody, 'pro')).not.toBe(page)
}, 60_000)

test('nobody pays twice while the news of the first payment is on its way', async () => {
  const person = await app.signUp()
  const page = await open(person, 'pro')
  await dodo.set({ paused: true })
  try {
    await dodo.pay(page)
    for (const planId of ['pro', 'enterprise']) {
      const answer = await recorded.as(person)('/api/subscriptions', { body: { planId } })
      expect(answer).toMatchObject({
        status: 409,
        body: { error: { code: 'already_subscribed', message: expect.stringContaining('just paid') } },
      })
    }
  } finally {
    await dodo.set({ paused: false })
  }
  await expectBalance(person, 150)
}, 60_000)

test('two plans that were paid in two tabs bring both months; the older one is ended, and both are told', async () => {
  const person = await app.signUp()
  const [first, second] = [await open(person, 'pro'), await open(person, 'enterprise')]
  const older = await dodo.pay(first)
  await expectBalance(person, 150)
  const newer = await dodo.pay(second)
  await expectBalance(person, 1150)
  await expectEnded(older.subscription_id)
  expect(await statusAtDodo(newer.subscription_id)).toBe('active')
  const told = await vi.waitFor(async () => {
    const rows = await app.sql`select data ->> 'replaced_by' as by from public.email_outbox
      where user_id = ${person.id} and kind = 'subscription_cancelled'`
    expect(rows).toHaveLength(1)
    return rows[0]
  }, 10_000)
  expect(told).toEqual({ by: 'Enterprise' })
  const [alarm] = await app.sql`select data from public.email_outbox
    where kind = 'admin_alarm' and key = ${`alarm:subscription:${older.subscription_id}`}`
  expect(JSON.stringify(alarm?.data)).toContain(older.subscription_id)
  expect(await balanceOf(person)).toBe(1150)
  const [plan] = await app.sql`select public.get_subscription(${person.id}) ->> 'id' as id`
  expect(plan).toEqual({ id: newer.subscription_id })
}, 60_000)

test('the job ends what could not be ended at once', async () => {
  const person = await app.signUp()
  const [first, second] = [await open(person, 'pro'), await open(person, 'enterprise')]
  const older = await dodo.pay(first)
  await controlDodo(app.env, 'faults', {
    method: 'PATCH',
    path: '/subscriptions/:subscription_id',
    status: 500,
    times: 20,
  })
  await dodo.pay(second)
  await expectBalance(person, 1150)
  await recorded.runCron('/api/cron/hourly')
  expect(await statusAtDodo(older.subscription_id)).toBe('active')
  // Whatever is left of the fault is used up by what the SDK tries by itself.
  await vi.waitFor(
    async () => {
      await recorded.runCron('/api/cron/hourly')
      expect(await statusAtDodo(older.subscription_id)).toBe('cancelled')
    },
    { timeout: 45_000 },
  )
}, 90_000)

test('a plan that is paid after its account was deleted is ended', async () => {
  const person = await app.signUp()
  const page = await open(person, 'pro')
  const answer = await app.as(person)('/api/account/delete', { body: { email: person.email } })
  expect(answer.status, JSON.stringify(answer.body)).toBe(200)
  const { subscription_id, payment_id } = await dodo.pay(page)
  await expectEnded(subscription_id)
  const events = await app.sql<{ error: string }[]>`select distinct error from public.webhook_events
    where status = 'parked' and (payload ->> 'subscription_id' = ${subscription_id} or payload ->> 'payment_id' = ${payment_id})`
  expect(events).toEqual([{ error: 'the subscriber was deleted' }])
}, 60_000)

test('the second trial of one person is none: it is paid from the first day', async () => {
  const price = {
    type: 'recurring_price',
    price: 1900,
    currency: 'USD',
    discount: 0,
    purchasing_power_parity: false,
    payment_frequency_count: 1,
    payment_frequency_interval: 'Month',
    subscription_period_count: 10,
    subscription_period_interval: 'Year',
    trial_period_days: 14,
  }
  const made = await fetch(new URL('/products', required(app.env, 'DODO_PAYMENTS_BASE_URL')), {
    method: 'POST',
    headers: {
      authorization: `Bearer ${required(app.env, 'DODO_PAYMENTS_API_KEY')}`,
      'content-type': 'application/json',
    },
    body: JSON.stringify({ name: 'Pro with a trial', tax_category: 'saas', price }),
  })
  const { product_id } = (await made.json()) as { product_id: string }
  await app.sql`update public.plans set dodo_product_id = ${product_id} where id = 'pro'`
  try {
    const person = await app.signUp()
    const trial = await dodo.pay(await open(person, 'pro'))
    await expectBalance(person, 150)
    await dodo.subscription(trial.subscription_id ?? '', 'cancel')
    await vi.waitFor(async () => {
      const [row] =
        await app.sql`select from public.subscriptions where user_id = ${person.id} and ended_at is not null`
      expect(row).toBeDefined()
    }, 10_000)
    await dodo.pay(await open(person, 'pro'))
    await expectBalance(person, 250)
    const months = await app.sql`select paid_cents::int from public.subscription_credits
      where user_id = ${person.id} order by id`
    expect(months).toEqual([{ paid_cents: null }, { paid_cents: 1900 }])
  } finally {
    await app.sql`update public.plans set dodo_product_id = 'pdt_plan_pro' where id = 'pro'`
  }
}, 60_000)
