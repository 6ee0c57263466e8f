import { afterEach, expect, test, vi } from 'vitest'
import { setBalance } from '../../helpers/app/database'
import { createDodo } from '../../helpers/app/dodo'
import { controlDodo } from '../../helpers/app/dodo-control'
import { type Person, signInAdmin } from '../../helpers/app/people'
import { useRecordedApp } from '../../helpers/app/use-recorded-app'
import { ageLastTry, told } from '../../helpers/top-ups'

const recorded = useRecordedApp()
const { app } = recorded
const dodo = createDodo(app.env)
const CHOICE = { packageId: 'starter', threshold: 20, monthlyCapCents: 5000, isEnabled: true }

afterEach(() => recorded.recorder.check())

const balanceOf = async (person: Person) =>
  ((await app.as(person)('/api/credits/balance')).body as { available: number }).available
const expectBalance = (person: Person, credits: number) =>
  vi.waitFor(async () => expect(await balanceOf(person)).toBe(credits), { timeout: 10_000 })
const runCron = () => recorded.runCron('/api/cron/ledger')
const order = (fault: object) =>
  controlDodo(app.env, 'faults', { method: 'POST', path: '/subscriptions/:subscription_id/charge', ...fault })

async function settings(person: Person) {
  const [row] = await app.sql<
    { mandate_id: string; mandate_status: string; is_enabled: boolean }[]
  >`select mandate_id, mandate_status, is_enabled from public.top_up_settings where user_id = ${person.id}`
  return row
}

async function topUpsOf(person: Person) {
  return await app.sql<{ id: string; status: string }[]>`
    select id, status from public.purchases where user_id = ${person.id} and is_top_up order by created_at`
}

/** Charges that Dodo made to this mandate. */
async function chargesOf(mandateId: string) {
  const { payments } = await controlDodo<{
    payments: { subscription_id: string; total_amount: number; status: string }[]
  }>(app.env, 'state')
  return payments.filter((entry) => entry.subscription_id === mandateId && entry.total_amount > 0)
}

/** What Dodo says of a mandate. */
async function statusOf(mandateId: string) {
  const { subscriptions } = await controlDodo<{
    subscriptions: { subscription_id: string; status: string }[]
  }>(app.env, 'state')
  return subscriptions.find(({ subscription_id: id }) => id === mandateId)?.status
}

async function allowCard(person: Person, choice: object = {}) {
  const answer = await recorded.as(person)('/api/top-up', { body: { ...CHOICE, ...choice } })
  expect(answer.status, JSON.stringify(answer.body)).toBe(200)
  const { checkoutUrl } = answer.body as { checkoutUrl: string }
  await dodo.pay(checkoutUrl)
  await vi.waitFor(async () => expect(await settings(person)).toMatchObject({ mandate_status: 'active' }), {
    timeout: 10_000,
  })
  return (await settings(person))?.mandate_id ?? ''
}

/** Somebody with a card that may be charged and 15 credits, so that a Starter package is due. `before` comes just before that. */
async function addDuePerson(before: (mandateId: string) => Promise<unknown> = async () => undefined) {
  const person = await app.signUp()
  const mandateId = await allowCard(person)
  // From then on any webhook to the first app may charge it, too.
  await before(mandateId)
  await setBalance(app.sql, person.id, 15)
  return { person, mandateId }
}

test('a card is allowed without a charge, and what falls due is charged and granted once', async () => {
  const { person, mandateId } = await addDuePerson()
  expect(await chargesOf(mandateId)).toEqual([])
  await Promise.all([runCron(), runCron(), recorded.runCron('/api/cron/hourly')])
  await expectBalance(person, 115)
  await setBalance(app.sql, person.id, 15)
  await runCron() // within the 10 minutes
  expect(await chargesOf(mandateId)).toMatchObject([{ total_amount: 999, status: 'succeeded' }])
  expect(await topUpsOf(person)).toMatchObject([{ status: 'completed' }])
  expect(await told(app.sql, person.id, 'top_up%')).toMatchObject([
    { data: { name: 'Starter', credits: 100, paid_cents: 999 } },
  ])
  const changed = await recorded.as(person)('/api/top-up', { body: { ...CHOICE, packageId: 'pro' } })
  expect(changed.body).toEqual({ checkoutUrl: null })
}, 60_000)

test('it is charged right after the answer to the call that made it due', async () => {
  const person = await app.signUp()
  await allowCard(person)
  await setBalance(app.sql, person.id, 20)
  const answer = await recorded.as(person)('/api/example-protected', { body: { prompt: 'Hello' } })
  expect(answer.body).toMatchObject({ newBalance: 19 })
  await expectBalance(person, 119)
}, 60_000)

test('a card that is allowed while credits are low already is charged at once', async () => {
  const person = await app.signUp()
  await setBalance(app.sql, person.id, 5)
  await allowCard(person)
  await expectBalance(person, 105)
}, 60_000)

test('a card that is declined twice stops it; switching it on again asks for a card', async () => {
  const { person, mandateId } = await addDuePerson((id) => dodo.subscription(id, 'card', { declines: true }))
  const failures = () => told(app.sql, person.id, 'top_up_failed')
  for (const times of [1, 2]) {
    await ageLastTry(app.sql, person.id)
    await runCron()
    await expect.poll(async () => (await failures()).length, { timeout: 10_000 }).toBe(times)
  }
  expect(await settings(person)).toMatchObject({ is_enabled: false })
  expect((await failures()).at(-1)).toMatchObject({ data: { stopped: true } })
  await ageLastTry(app.sql, person.id)
  await runCron()
  expect(await chargesOf(mandateId)).toHaveLength(2)
  expect(await balanceOf(person)).toBe(15)
  // The balance is low still, so the new card is charged as soon as it may be.
  const newId = await allowCard(person)
  expect(newId).not.toBe(mandateId)
  await expectBalance(person, 115)
  // The old one can't be charged by anybody any more.
  await runCron()
  expect(await Promise.all([mandateId, newId].map(statusOf))).toEqual(['cancelled', 'active'])
  expect(await settings(person)).toMatchObject({ mandate_id: newId, mandate_status: 'active' })
  const old = await app.sql`select id, ended_at from public.old_mandates where user_id = ${person.id}`
  expect(old).toEqual([{ id: mandateId, ended_at: expect.any(Date) }])
}, 60_000)

test('what was declined and is paid with another card at Dodo is granted', async () => {
  const { person, mandateId } = await addDuePerson(async (id) => {
    await dodo.set({ declinedChargeHolds: true })
    await dodo.subscription(id, 'card', { declines: true })
  })
  try {
    await runCron()
    await expect
      .poll(async () => (await settings(person))?.mandate_status, { timeout: 10_000 })
      .toBe('on_hold')
  } finally {
    await dodo.set({ declinedChargeHolds: false })
  }
  await dodo.subscription(mandateId, 'card', { card: '4242424242424242' })
  await expectBalance(person, 115)
  await expect.poll(async () => (await settings(person))?.mandate_status, { timeout: 10_000 }).toBe('active')
  expect(await topUpsOf(person)).toMatchObject([{ status: 'completed' }])
}, 60_000)

test.each([
  ['a lost connection', { status: null, after: true }],
  ['an error of the server', { status: 500, after: true }],
])(
  'a charge whose answer was lost by %s is not made again, and granted by its webhook',
  async (_how, fault) => {
    const { person, mandateId } = await addDuePerson()
    await order(fault)
    await runCron()
    await expectBalance(person, 115)
    await setBalance(app.sql, person.id, 15)
    await runCron()
    expect(await chargesOf(mandateId)).toHaveLength(1)
  },
  60_000,
)

test('a charge that never arrived waits for an hour, is settled as never made, and is made then', async () => {
  const { person, mandateId } = await addDuePerson(() => order({ status: null }))
  await runCron()
  await ageLastTry(app.sql, person.id)
  await runCron()
  expect(await topUpsOf(person)).toMatchObject([{ status: 'pending' }])
  expect(await chargesOf(mandateId)).toEqual([])
  await app.sql`update public.purchases set created_at = now() - interval '2 hours' where user_id = ${person.id}`
  await runCron()
  expect((await topUpsOf(person))[0]).toMatchObject({ status: 'failed' })
  await runCron()
  await expectBalance(person, 115)
  expect(await told(app.sql, person.id, 'top_up_failed')).toEqual([])
}, 60_000)

test('being turned away by Dodo is not held against the card', async () => {
  const { person } = await addDuePerson(() => order({ status: 429, times: 2 }))
  for (const times of [1, 2]) {
    await runCron()
    await expect
      .poll(async () => (await topUpsOf(person)).filter(({ status }) => status === 'failed').length, {
        timeout: 10_000,
      })
      .toBe(times)
    expect(await settings(person)).toMatchObject({ is_enabled: true })
    await ageLastTry(app.sql, person.id)
  }
  await runCron()
  await expectBalance(person, 115)
  expect(await told(app.sql, person.id, 'top_up_failed')).toEqual([])
}, 60_000)

test('an admin gives a top-up back like any purchase', async () => {
  const { person, mandateId } = await addDuePerson()
  await runCron()
  await expectBalance(person, 115)
  const [charge] = await chargesOf(mandateId)
  const [topUp] = await topUpsOf(person)
  const answer = await recorded.as(await signInAdmin(app.env))(`/api/admin/purchases/${topUp?.id}/refund`, {
    body: { amountCents: null, reason: 'They asked.' },
    headers: { 'idempotency-key': `refund ${topUp?.id}` },
  })
  expect(answer).toMatchObject({ status: 200, body: { amountCents: charge?.total_amount } })
  await expectBalance(person, 15)
}, 60_000)

test('choices that make no sense are refused, and so are strangers', async () => {
  const call = recorded.as(await app.signUp())
  const post = async (change: object) =>
    (await call('/api/top-up', { body: { ...CHOICE, ...change } })).status
  expect(await post({ monthlyCapCents: 998 })).toBe(422)
  expect(await post({ threshold: 0 })).toBe(422)
  expect(await post({ packageId: 'none' })).toBe(404)
  expect(await post({ priceCents: 1 })).toBe(422)
  expect((await app.stranger('/api/top-up', { body: CHOICE })).status).toBe(401)
}, 60_000)
