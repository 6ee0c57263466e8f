import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { cookieOf } from '../../bench/big/visits'
import { connectAppDatabase } from '../../helpers/app/database'
import { type Person, signInAdmin, signUpPerson } from '../../helpers/app/people'
import { type SecondStack, startSecondStack } from '../../helpers/app/second-stack'
import { readSubscription, syncSubscription } from '../../helpers/subscriptions'
import { saveTopUp, syncMandate } from '../../helpers/top-ups'

let stack: SecondStack
let admin: Person
let subscriber: Person

// A stack of its own: everybody elsewhere expects the plans and packages that the seed sells.
beforeAll(async () => {
  stack = await startSecondStack({ url: inject('appUrl'), env: inject('appEnv') })
  admin = await signInAdmin(stack.env)
  subscriber = await signUpPerson(stack.env, 'subscriber')
  const sql = connectAppDatabase(stack.env.DATABASE_URL ?? '')
  const state = await readSubscription(sql, subscriber.id)
  await syncSubscription(sql, state, [{ id: `pay_${state.id}`, at: state.period_start }])
  await saveTopUp(sql, subscriber.id)
  await syncMandate(sql, subscriber.id)
  await sql`update public.credit_packages set max_quantity = 10 where id = 'starter'`
  await sql`update public.plans set name = 'Veteran', is_active = false where id = 'pro'`
  await sql.end()
}, 300_000)
afterAll(() => stack?.stop())

const read = async (path: string, person = admin) =>
  (await fetch(new URL(path, stack.url), { headers: cookieOf(person) })).text()

test('a plan off sale is still one that people are found by', async () => {
  expect(await read('/admin/users')).toMatch(/<option[^>]*value="pro"[^>]*>Veteran plan</)
  expect(await read('/admin/users?plan=pro')).toContain(subscriber.email)
})

test('people on a plan off sale are shown with its name', async () => {
  expect(await read(`/admin/users/${subscriber.id}`)).toContain('>Veteran plan<')
})

test('a top-up of a package that was chosen before it was sold by quantity says that it buys it', async () => {
  const page = (await read('/billing', subscriber)).replace(/<[^>]*>/g, '')
  expect(page).toContain('Buys Starter (100 credits')
  expect(page).not.toContain('Your package is no longer sold')
})
