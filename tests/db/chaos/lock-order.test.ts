import { expect, it } from 'vitest'
import { addUser, type TestSql, useDatabase } from '../../helpers/database'
import { readSubscription, syncSubscription } from '../../helpers/subscriptions'

const database = useDatabase()

// Resolves once that many statements wait for a lock.
async function untilWaiting(sql: TestSql, count: number) {
  for (;;) {
    const [row] = await sql<{ n: number }[]>`
      select count(*) as n from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()`
    if (row?.n === count) return
  }
}

// Starts the calls one by one while the account is locked, each when those before it wait, and then lets go of it.
// Resolves the errors' codes.
async function lineUp(ownerId: string, calls: ((sql: TestSql) => Promise<unknown>)[]): Promise<string[]> {
  const { sql } = database
  const codes: string[] = []
  const running: Promise<unknown>[] = []
  await database.connect({ max: 1 }).begin(async (tx) => {
    await tx`select from public.credit_accounts where owner_id = ${ownerId} for update`
    for (const call of calls) {
      running.push(
        call(database.connect({ max: 1 })).catch((error: { code?: string }) =>
          codes.push(error.code ?? 'none'),
        ),
      )
      await untilWaiting(sql, running.length)
    }
  })
  await Promise.all(running)
  return codes
}

async function buyer() {
  const { sql } = database
  const { id } = await addUser(sql)
  const [purchase] = await sql<
    { id: string; dodo_product_id: string; amount_cents: number; currency: string }[]
  >`
    select p.* from public.start_purchase(${id}, (select k.id from public.credit_packages k limit 1)) p`
  if (!purchase) throw new Error('The purchase was not started.')
  const complete = async (client: TestSql) =>
    await client`
    select public.complete_purchase('event', ${`payment ${id}`}, ${purchase.id}, ${purchase.dodo_product_id},
      ${purchase.amount_cents}, ${purchase.currency}, ${`customer ${id}`})`
  const remove = async (client: TestSql) => await client`delete from auth.users where id = ${id}`
  const changeEmail = async (client: TestSql) =>
    await client`
    update auth.users set email = ${`${id}@example.com`}, email_confirmed_at = now() where id = ${id}`
  return { id, complete, remove, changeEmail }
}

// What touches a person's account, purchases and profile takes them in one order, so that whoever is second waits.
it.each([
  ['a payment arrives while the buyer is being deleted', 'remove', 'complete'],
  ['the buyer is deleted while the payment arrives', 'complete', 'remove'],
  ['a payment arrives while the buyer changes address', 'changeEmail', 'complete'],
  ['the buyer changes address while the payment arrives', 'complete', 'changeEmail'],
  ['two addresses are confirmed at once', 'changeEmail', 'changeEmail'],
  ['a payment arrives twice at once', 'complete', 'complete'],
] as const)('never deadlocks: %s', async (_what, first, second) => {
  const person = await buyer()
  expect(await lineUp(person.id, [person[first], person[second]])).toEqual([])
})

it.each(['sync first', 'return first'])(
  'never deadlocks: a month is looked at while its money goes back, %s',
  async (order) => {
    const { sql } = database
    const { id } = await addUser(sql)
    const state = await readSubscription(sql, id)
    const paid = { id: `pay_${state.id}`, at: state.period_start }
    await syncSubscription(sql, state, [paid])
    const calls = [
      (client: TestSql) => syncSubscription(client, state, [paid]),
      async (client: TestSql) =>
        await client`select public.record_return('event', 'refund', ${`ref_${state.id}`}, ${paid.id}, null, 'taken')`,
    ]
    expect(await lineUp(id, order === 'sync first' ? calls : calls.reverse())).toEqual([])
  },
)
