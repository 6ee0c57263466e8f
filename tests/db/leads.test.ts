import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { abandonCall, beginCall, finishCall } from '../helpers/calls'
import { addUser, useDatabase } from '../helpers/database'
import { balance, deduct, hold, passTime } from '../helpers/ledger'

const database = useDatabase()

async function start(address: string = randomUUID(), perAddress = 5, perDay = 100_000) {
  const [row] = await database.sql<{ id: string }[]>`
    select public.start_lead(${address}, ${perAddress}, ${perDay}) as id`
  return row?.id ?? ''
}
async function claim(leadId: string, userId: string) {
  const [row] = await database.sql<
    { moved: number }[]
  >`select public.claim_lead(${leadId}, ${userId}) as moved`
  return row?.moved
}
async function removeOld(days: number, limit = 500) {
  const [row] = await database.sql<{ gone: number }[]>`
    select public.remove_old_leads(now() + ${days} * interval '1 day', ${limit}) as gone`
  return row?.gone ?? 0
}

describe('a trial', () => {
  it('has 20 credits, for 30 days, and pays for calls', async () => {
    const { sql } = database
    const id = await start()
    expect(await balance(sql, id)).toMatchObject({ available: 20 })
    await finishCall(sql, id, await beginCall(sql, id, { kind: 'lead', access: 'lead' }))
    expect(await balance(sql, id)).toMatchObject({ available: 19, held: 0 })
    await passTime(sql, id, '31 days')
    expect(await balance(sql, id)).toMatchObject({ available: 0 })
  })

  it('is limited for an address, exactly, and told when to come back', async () => {
    const address = randomUUID()
    const answers = await Promise.allSettled(Array.from({ length: 12 }, () => start(address, 5)))
    expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(5)
    const error = await start(address, 5).catch((thrown: unknown) => thrown)
    expect(error).toMatchObject({ code: 'PT429', message: 'rate_limited' })
    const { retryAfterSeconds } = JSON.parse((error as { detail: string }).detail)
    expect(retryAfterSeconds).toBeGreaterThan(29 * 86_400)
    expect(await start(randomUUID(), 5)).not.toBe('')
  })

  it('is limited for the day over all addresses', async () => {
    const [row] = await database.sql<{ n: number }[]>`
      select count(*)::int as n from public.leads where created_at > now() - interval '1 day'`
    const perDay = (row?.n ?? 0) + 2
    for (let n = 0; n < 2; n += 1) await start(randomUUID(), 5, perDay)
    await expect(start(randomUUID(), 5, perDay)).rejects.toMatchObject({ message: 'rate_limited' })
  })
})

describe('signing up after a trial', () => {
  it('takes over what a call that ends later did not cost', async () => {
    const { sql } = database
    const lead = await start()
    const call = await beginCall(sql, lead, { kind: 'lead', access: 'lead', feature: null, credits: 10 })
    expect(await balance(sql, lead)).toMatchObject({ available: 10, held: 10 })
    const { id } = await addUser(sql)
    const before = (await balance(sql, id)).available
    await claim(lead, id)
    await finishCall(sql, lead, call, { credits: 2 })
    expect(await balance(sql, lead)).toMatchObject({ available: 0, held: 0 })
    expect((await balance(sql, id)).available).toBe(before + 18)
  })

  it('takes over what is left, once', async () => {
    const { sql } = database
    const lead = await start()
    await deduct(sql, lead, 3)
    const { id } = await addUser(sql)
    expect(await claim(lead, id)).toBe(17)
    expect(await claim(lead, id)).toBe(0)
    expect(await balance(sql, id)).toMatchObject({ available: 67 })
    expect(await balance(sql, lead)).toMatchObject({ available: 0 })
    // The lead is over: its cookie pays for nothing more.
    expect((await beginCall(sql, lead, { kind: 'lead', access: 'lead' })).error?.code).toBe('unauthorized')
  })

  it('is once also for two tabs at once, for two leads of one person, and for a cookie given to a friend', async () => {
    const { sql } = database
    const [one, two] = [await start(), await start()]
    const [{ id }, friend] = [await addUser(sql), await addUser(sql)]
    const moved = await Promise.all([
      ...Array.from({ length: 10 }, () => claim(one, id)),
      ...Array.from({ length: 10 }, () => claim(two, id)),
    ])
    expect(moved.filter((credits) => credits === 20)).toHaveLength(1)
    expect(moved.filter((credits) => credits === 0)).toHaveLength(19)
    expect(await balance(sql, id)).toMatchObject({ available: 70 })
    const claimed = (await balance(sql, one)).available === 0 ? one : two
    expect(await claim(claimed, friend.id)).toBe(0)
  })

  it('is once also after the first trial has been forgotten', async () => {
    const { sql } = database
    const [one, two] = [await start(), await start()]
    const { id } = await addUser(sql)
    expect(await claim(one, id)).toBe(20)
    await sql`update public.leads set created_at = created_at - interval '31 days' where id = ${one}`
    expect(await removeOld(0)).toBeGreaterThan(0)
    expect(await claim(two, id)).toBe(0)
    expect(await balance(sql, id)).toMatchObject({ available: 70 })
  })

  it('moves nothing to somebody who had an account before the trial', async () => {
    const { id } = await addUser(database.sql)
    expect(await claim(await start(), id)).toBe(0)
    expect(await balance(database.sql, id)).toMatchObject({ available: 50 })
  })

  it('keeps the 30 days of the credits', async () => {
    const { sql } = database
    const lead = await start()
    const { id } = await addUser(sql)
    await claim(lead, id)
    await passTime(sql, id, '31 days')
    expect(await balance(sql, id)).toMatchObject({ available: 50 })
  })

  it('is followed by credits that a running call gives back later', async () => {
    const { sql } = database
    const lead = await start()
    const begun = await beginCall(sql, lead, { kind: 'lead', access: 'lead', units: 4 })
    const { id } = await addUser(sql)
    expect(await claim(lead, id)).toBe(16)
    await abandonCall(sql, lead, begun)
    expect(await balance(sql, id)).toMatchObject({ available: 70 })
    expect(await balance(sql, lead)).toMatchObject({ available: 0, held: 0 })
  })

  it('moves nothing of a lead that does not exist', async () => {
    const { id } = await addUser(database.sql)
    expect(await claim(randomUUID(), id)).toBe(0)
  })

  it('does not stand in the way of deleting the account', async () => {
    const { sql } = database
    const lead = await start()
    const { id } = await addUser(sql)
    await claim(lead, id)
    await sql`delete from auth.users where id = ${id}`
    expect(await sql`select claimed_by from public.leads where id = ${lead}`).toEqual([{ claimed_by: null }])
  })
})

describe('old leads', () => {
  it('are forgotten after 30 days with their address; their ledger stays and adds up', async () => {
    const { sql } = database
    while ((await removeOld(60)) > 0);
    const [used, busy, young] = [await start(), await start(), await start()]
    await deduct(sql, used, 5)
    await hold(sql, busy, 5)
    for (const id of [used, busy]) {
      await sql`update public.leads set created_at = created_at - interval '31 days' where id = ${id}`
      await sql`update public.credit_grants g set expires_at = expires_at - interval '31 days'
        from public.credit_accounts a where a.id = g.account_id and a.owner_id = ${id}`
      await sql`update public.credit_accounts set next_due_at = next_due_at - interval '31 days' where owner_id = ${id}`
    }
    expect(await removeOld(0)).toBe(1)
    const left = await sql<{ id: string }[]>`select id from public.leads`
    expect(left.map(({ id }) => id).sort()).toEqual([busy, young].sort())
    const accounts = await sql`select from public.credit_accounts where owner_id = ${used}`
    expect(accounts).toHaveLength(0)
  })
})
