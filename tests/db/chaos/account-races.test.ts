import { randomUUID } from 'node:crypto'
import { describe, expect, it, onTestFinished } from 'vitest'
import { useDatabase } from '../../helpers/database'
import { addAccount, balance, deduct, expire, grant, refund, transfer } from '../../helpers/ledger'
import { deductBatch } from './load/operations'

const database = useDatabase()

/** Connections for one test, and closed with it: those of all tests together are more than the server takes. */
function openRacing(max = 20) {
  const racing = database.connect({ max })
  onTestFinished(() => racing.end())
  return racing
}

const times = <T>(count: number, make: (n: number) => T) => Array.from({ length: count }, (_, n) => make(n))

/** How the calls ended: how many were answered, and how many were refused with which error. */
async function race(calls: Promise<unknown>[]) {
  const tally: Record<string, number> = {}
  for (const result of await Promise.allSettled(calls)) {
    const name = result.status === 'fulfilled' ? 'answered' : `${result.reason.code} ${result.reason.message}`
    tally[name] = (tally[name] ?? 0) + 1
  }
  return tally
}

describe('refunds of one deduction at once', () => {
  it.each([2, 20])('give it back once when %i ask for all of it', async (count) => {
    const { sql } = database
    const racing = openRacing(count)
    for (let round = 0; round < 20; round += 1) {
      const owner = await addAccount(sql, 30)
      const spent = await deduct(sql, owner, 10)
      const tally = await race(times(count, () => refund(racing, owner, spent.transaction_id)))
      expect(tally).toEqual({ answered: 1, 'PT409 nothing_to_refund': count - 1 })
      expect(await balance(sql, owner)).toMatchObject({ available: 30 })
    }
  })

  it('give back what fits when 20 ask for a part of it', async () => {
    const { sql } = database
    const racing = openRacing()
    const owner = await addAccount(sql, 30)
    const spent = await deduct(sql, owner, 10)
    const tally = await race(times(20, () => refund(racing, owner, spent.transaction_id, 3)))
    expect(tally).toEqual({ answered: 3, 'PT422 invalid_amount': 17 })
    expect(await balance(sql, owner)).toMatchObject({ available: 29 })
  })
})

describe('transfers at once', () => {
  it('never deadlock in both directions between the same two accounts, and keep the sum', async () => {
    const { sql } = database
    const racing = openRacing()
    const [one, two] = [await addAccount(sql, 1000), await addAccount(sql, 1000)]
    const calls = times(600, (n) => (n % 2 ? transfer(racing, one, two, 3) : transfer(racing, two, one, 2)))
    expect(await race(calls)).toEqual({ answered: 600 })
    expect(await balance(sql, one)).toMatchObject({ available: 700 })
    expect(await balance(sql, two)).toMatchObject({ available: 1300 })
  })

  it('let through exactly what the sender has', async () => {
    const { sql } = database
    const racing = openRacing()
    const [one, two] = [await addAccount(sql, 52), await addAccount(sql)]
    const tally = await race(times(20, () => transfer(racing, one, two, 5)))
    expect(tally).toEqual({ answered: 10, 'PT402 insufficient_credits': 10 })
    expect(await balance(sql, one)).toMatchObject({ available: 2 })
    expect(await balance(sql, two)).toMatchObject({ available: 50 })
  })

  it('go round in circles, across batches and sweeps of the same accounts, without a deadlock', async () => {
    const { sql } = database
    const racing = openRacing()
    const owners = await Promise.all(times(5, () => addAccount(sql, 1000)))
    const at = (n: number) => owners[n % owners.length] ?? ''
    for (const owner of owners) {
      await times(30, (n) => n).reduce(async (before, n) => {
        await before
        await grant(sql, owner, 1, { expiresAt: new Date(Date.now() + 100 + n * 20) })
      }, Promise.resolve())
    }
    const calls = times(300, (n): Promise<unknown> => {
      if (n % 3 === 0) return transfer(racing, at(n), at(n + 1 + (n % 4)), 2)
      if (n % 3 === 1) return expire(racing, 3)
      const order = n % 2 ? owners : [...owners].reverse()
      const items = order.map((owner_id) => ({ owner_id, amount: 1, idempotency_key: `b${n}` }))
      return deductBatch(racing, items)
    })
    expect(await race(calls)).toEqual({ answered: 300 })
  })
})

describe('batches at once', () => {
  const items = (owners: string[], key: string, amount = 2) =>
    owners.map((owner_id) => ({ owner_id, amount, idempotency_key: key }))

  it('over the same accounts in opposite orders never deadlock and all count', async () => {
    const { sql } = database
    const racing = openRacing()
    const owners = await Promise.all(times(20, () => addAccount(sql, 1000)))
    const backwards = [...owners].reverse()
    const calls = times(200, (n) => deductBatch(racing, items(n % 2 ? owners : backwards, `b${n}`)))
    expect(await race(calls)).toEqual({ answered: 200 })
    for (const owner of owners) expect(await balance(sql, owner)).toMatchObject({ available: 600 })
  })

  it('count whole or not at all when an account runs dry', async () => {
    const { sql } = database
    const racing = openRacing()
    const owners = [await addAccount(sql, 1000), await addAccount(sql, 21), await addAccount(sql, 1000)]
    const calls = times(40, (n) => deductBatch(racing, items(owners, `b${n}`)))
    expect(await race(calls)).toEqual({ answered: 10, 'PT402 insufficient_credits': 30 })
    const left = await Promise.all(owners.map((owner) => balance(sql, owner)))
    expect(left.map((row) => row.available)).toEqual([980, 1, 980])
  })
})

describe('one piece of business at once', () => {
  it('is granted to one of 20 accounts', async () => {
    const { sql } = database
    const racing = openRacing()
    for (let round = 0; round < 10; round += 1) {
      const reference = `order:${randomUUID()}`
      const owners = await Promise.all(times(20, () => addAccount(sql)))
      const tally = await race(owners.map((owner) => grant(racing, owner, 7, { reference })))
      expect(tally).toEqual({ answered: 1, 'PT409 duplicate_reference': 19 })
    }
  })

  it('opens one account for one owner', async () => {
    const owner = randomUUID()
    const racing = openRacing()
    const opened = await Promise.all(
      times(20, () => racing<{ id: number }[]>`select public.open_credit_account(${owner}) as id`),
    )
    expect(new Set(opened.map(([row]) => row?.id)).size).toBe(1)
    const first = await grant(database.sql, owner, 5)
    expect(first).toMatchObject({ balance_before: 0, available: 5 })
  })
})
