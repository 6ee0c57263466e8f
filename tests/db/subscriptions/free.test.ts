import { expect, it } from 'vitest'
import { addUser, useDatabase } from '../../helpers/database'
import { balance } from '../../helpers/ledger'
import { DAY, readSubscription, syncSubscription } from '../../helpers/subscriptions'

const database = useDatabase()

/** Somebody who signed up so many days ago and whom no job has looked at since. */
async function addOldUser(daysAgo: number) {
  const { id } = await addUser(database.sql)
  await database.sql`update public.profiles set created_at = now() - make_interval(days => ${daysAgo}),
    free_due_at = now() - make_interval(days => ${daysAgo}) + interval '1 month' where id = ${id}`
  return id
}

const runJob = async () => {
  const [row] = await database.sql<{ n: number }[]>`select public.allocate_free_credits(now()) as n`
  return row?.n ?? 0
}
const available = async (id: string) => ((await balance(database.sql, id)) as { available: number }).available

it('gives a month of the Free plan once, from the second month on, whatever runs at once', async () => {
  const [fresh, old] = [await addOldUser(20), await addOldUser(45)]
  await Promise.all(Array.from({ length: 6 }, runJob))
  expect(await available(fresh)).toBe(50)
  expect(await available(old)).toBe(55)
  const [grant] = await database.sql<{ ends: boolean }[]>`
    select g.expires_at = private.next_cycle(p.created_at, now()) as ends
    from public.credit_grants g join public.credit_accounts a on a.id = g.account_id join public.profiles p on p.id = a.owner_id
    where a.owner_id = ${old} and g.source = 'free'`
  expect(grant?.ends).toBe(true)
})

it('does not give months later that nobody had', async () => {
  const id = await addOldUser(200)
  await runJob()
  await runJob()
  expect(await available(id)).toBe(55)
})

it('gives nothing to a subscriber, and the month that runs once the plan is over', async () => {
  const id = await addOldUser(45)
  const start = new Date(Date.now() - 40 * DAY)
  const state = await readSubscription(database.sql, id, { period_start: start })
  const first = { id: `pay_${state.id}`, at: start }
  await syncSubscription(database.sql, { ...state, period_end: new Date(Date.now() + DAY) }, [first])
  await runJob()
  expect(await available(id)).toBe(150)
  const ended = { ...state, status: 'expired', period_end: new Date(Date.now() - DAY) }
  await syncSubscription(database.sql, ended, [first], new Date(Date.now() + 1000))
  await runJob()
  expect(await available(id)).toBe(155)
})

it('waits for an address that was never confirmed', async () => {
  const id = await addOldUser(45)
  await database.sql`update auth.users set email_confirmed_at = null where id = ${id}`
  await runJob()
  expect(await available(id)).toBe(50)
})
