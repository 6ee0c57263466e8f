import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { useApp } from '../../helpers/app/use-app'
import { pay, startPurchase } from '../../helpers/purchases'
import { monthAfter, readSubscription, syncSubscription } from '../../helpers/subscriptions'

const app = useApp()

/** The steps of the dashboard that are done. */
async function readDone(person: Awaited<ReturnType<typeof app.signUp>>) {
  const page = String((await app.as(person)('/dashboard')).body).replace(/<[^>]*>/g, '')
  return ['Run your first tool', 'Get more credits, or a plan', 'Turn on automatic top-up'].filter((step) =>
    page.includes(`${step} (done)`),
  )
}

test('what was done once stays done, however long ago and whatever came after it', async () => {
  const person = await app.signUp()
  expect(await readDone(person)).toEqual([])
  await app.sql`insert into public.usage_logs (account_id, request_id, feature, duration_ms, outcome, created_at)
    select id, ${randomUUID()}, 'code-review', 1, 'succeeded', now() - interval '100 days'
    from public.credit_accounts where owner_id = ${person.id}`
  await pay(app.sql, (await startPurchase(app.sql, person.id)).id)
  for (let n = 0; n < 21; n += 1) await startPurchase(app.sql, person.id)
  expect(await readDone(person)).toEqual(['Run your first tool', 'Get more credits, or a plan'])
})

test('somebody who paid for a plan that has ended has paid', async () => {
  const person = await app.signUp()
  const period_start = monthAfter(new Date(), -3)
  const state = await readSubscription(app.sql, person.id, { period_start })
  await syncSubscription(app.sql, state, [{ id: `pay_${state.id}`, at: period_start }])
  await syncSubscription(app.sql, { ...state, status: 'expired' })
  const [plan] = await app.sql`select public.get_subscription(${person.id}) ->> 'plan_id' as id`
  expect(plan?.id).toBe('free')
  expect(await readDone(person)).toEqual(['Get more credits, or a plan'])
})
