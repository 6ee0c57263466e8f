import { expect, test, vi } from 'vitest'
import { TABLES } from '../db/allowed'
import { createDodo } from '../helpers/app/dodo'
import { controlDodo, payCheckout } from '../helpers/app/dodo-control'
import { type Person, signInAdmin } from '../helpers/app/people'
import { useApp } from '../helpers/app/use-app'

const app = useApp()
const dodo = createDodo(app.env)

type Subscriptions = {
  subscriptions: { subscription_id: string; status: string; customer: { email: string } }[]
}

async function subscriptionsOf({ email }: Person) {
  const { subscriptions } = await controlDodo<Subscriptions>(app.env, 'state')
  return subscriptions.filter(({ customer }) => customer.email === email)
}

async function subscribe(person: Person) {
  const plan = await app.as(person)('/api/subscriptions', { body: { planId: 'pro' } })
  await dodo.pay((plan.body as { checkoutUrl: string }).checkoutUrl)
  const card = await app.as(person)('/api/top-up', {
    body: { packageId: 'starter', threshold: 20, monthlyCapCents: 5000, isEnabled: true },
  })
  await dodo.pay((card.body as { checkoutUrl: string }).checkoutUrl)
  await vi.waitFor(
    async () =>
      expect(
        await app.sql`select from public.top_up_settings t join public.subscriptions s using (user_id)
          where t.user_id = ${person.id} and t.mandate_status = 'active' and s.status = 'active'`,
      ).toHaveLength(1),
    { timeout: 10_000 },
  )
}

const remove = (person: Person, email = person.email) =>
  app.as(person)('/api/account/delete', { body: { email } })

test('the export holds every table that people may read, and nothing of anybody else', async () => {
  const [person, other] = [await app.signUp(), await app.signUp('other')]
  await app.as(person)('/api/projects', { body: { name: 'Rope', brief: 'A rope' } })
  await app.as(person)('/api/tools/image-generation', { body: { prompt: 'A wave' } })
  const answer = await app.as(person)('/api/account/export')
  expect(answer.status).toBe(200)
  expect(answer.headers.get('content-disposition')).toContain('attachment')
  const exported = answer.body as Record<string, unknown[]>
  // The kinds are everybody's, and the daily figures are sums of the usage log.
  const left = ['notification_kinds', 'daily_usage']
  const owned = Object.entries(TABLES)
    .filter(
      ([name, rights]) =>
        rights.includes('own select') && !rights.includes('anon select') && !left.includes(name),
    )
    .map(([name]) => name)
  const nested = Object.keys(exported.projects?.[0] ?? {})
  for (const name of owned) expect([...Object.keys(exported), ...nested], name).toContain(name)
  expect(exported.profiles).toMatchObject([{ email: person.email }])
  expect(exported.credit_transactions).toHaveLength(2)
  expect(exported.pictures).toHaveLength(1)
  expect(JSON.stringify(exported)).not.toContain(other.id)
  expect((await app.stranger('/api/account/export')).status).toBe(401)
})

test('a long ledger is exported whole', async () => {
  const person = await app.signUp()
  await app.sql`select public.grant_credits(${person.id}, 1, 'gift', 'gift:' || n) from generate_series(1, 1200) n`
  const { credit_transactions } = (await app.as(person)('/api/account/export')).body as {
    credit_transactions: { seq: number }[]
  }
  expect(credit_transactions.map(({ seq }) => seq)).toEqual(
    Array.from({ length: 1201 }, (_, index) => index + 1),
  )
}, 60_000)

test('deleting ends the plan and the card at once, and nobody is alarmed by what Dodo says of it', async () => {
  const person = await app.signUp()
  await subscribe(person)
  await app.as(person)('/api/tools/image-generation', { body: { prompt: 'A wave' } })
  expect((await remove(person, 'somebody@example.com')).status).toBe(422)
  const answer = await remove(person)
  expect(answer.status, JSON.stringify(answer.body)).toBe(200)
  expect(answer.body).toEqual({ lapsedCredits: 147 })
  expect((await subscriptionsOf(person)).map(({ status }) => status)).toEqual(['cancelled', 'cancelled'])
  expect(await app.sql`select from auth.users where id = ${person.id}`).toHaveLength(0)
  expect(await app.sql`select from storage.objects where name like ${`${person.id}/%`}`).toHaveLength(0)
  // The events of the end arrive when the person is gone.
  await vi.waitFor(
    async () => {
      const events = await app.sql<{ status: string; payload: { customer: object } }[]>`
        select e.status, e.payload from public.webhook_events e
        where e.type = 'subscription.cancelled' and e.payload ->> 'subscription_id' = any (
          ${(await subscriptionsOf(person)).map(({ subscription_id }) => subscription_id)})`
      expect(events.map(({ status }) => status)).toEqual(['processed', 'processed'])
      expect(JSON.stringify(events)).not.toContain(person.email)
    },
    { timeout: 10_000 },
  )
  expect((await app.as(person)('/api/credits')).status).toBe(401)
}, 60_000)

test('nothing is deleted when the provider does not end the plan', async () => {
  const person = await app.signUp()
  await subscribe(person)
  await controlDodo(app.env, 'faults', {
    method: 'PATCH',
    path: '/subscriptions/:subscription_id',
    status: 400,
    times: 1,
  })
  const refused = await remove(person)
  expect(refused.status).toBe(502)
  expect((await app.as(person)('/api/credits')).status).toBe(200)
  expect((await remove(person)).status).toBe(200)
}, 60_000)

test('a bought package stays in the books without its buyer', async () => {
  const person = await app.signUp()
  const { purchaseId, checkoutUrl } = (
    await app.as(person)('/api/dodopayments/checkout', { body: { packageId: 'starter' } })
  ).body as { purchaseId: string; checkoutUrl: string }
  await payCheckout(app.env, checkoutUrl)
  expect((await remove(person)).body).toEqual({ lapsedCredits: 150 })
  expect(
    await app.sql`select user_id, status, paid_cents from public.purchases where id = ${purchaseId}`,
  ).toMatchObject([{ user_id: null, status: 'completed' }])
}, 60_000)

test('an admin who deletes somebody again is told that nobody is there', async () => {
  const [admin, person] = [await signInAdmin(app.env), await app.signUp()]
  const removeAsAdmin = () =>
    app.as(admin)(`/api/admin/users/${person.id}/delete`, { body: { reason: 'They asked for it.' } })
  expect(await removeAsAdmin()).toMatchObject({ status: 200, body: { lapsedCredits: 50 } })
  expect(await removeAsAdmin()).toMatchObject({
    status: 404,
    body: { error: { code: 'account_not_found' } },
  })
})
