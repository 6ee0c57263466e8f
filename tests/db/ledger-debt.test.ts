import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { useDatabase } from '../helpers/database'
import {
  addAccount,
  balance,
  capture,
  clawBack,
  deduct,
  grant,
  grantsOf,
  history,
  hold,
  refund,
  release,
} from '../helpers/ledger'

const database = useDatabase()

/** An account with a purchase of 20 credits, of which `spent` are spent. */
async function buy20(spent = 0) {
  const { sql } = database
  const owner = await addAccount(sql)
  await grant(sql, owner, 20, { source: 'purchase', costCents: 2000 })
  if (spent > 0) await deduct(sql, owner, spent)
  const [purchase] = await grantsOf(sql, owner)
  return { sql, owner, purchase: purchase?.id ?? 0 }
}

describe('claw_back_credits', () => {
  it('takes what is left of the grant first, then the other credits in burn order', async () => {
    const { sql, owner, purchase } = await buy20(8)
    await grant(sql, owner, 5, { source: 'bonus' })
    await grant(sql, owner, 5, { source: 'plan', expiresAt: new Date(Date.now() + 3_600_000) })
    expect(await clawBack(sql, owner, purchase, 18)).toMatchObject({
      amount: -18,
      balance_before: 22,
      balance_after: 4,
      available: 4,
      debt: 0,
    })
    expect((await grantsOf(sql, owner)).map((row) => [row.source, row.left])).toEqual([
      ['purchase', 0],
      ['bonus', 4],
      ['plan', 0],
    ])
  })

  it('makes debt of what was spent already; the next grants pay it before anything else', async () => {
    const { sql, owner, purchase } = await buy20(15)
    expect(await clawBack(sql, owner, purchase, 20)).toMatchObject({ amount: -5, available: 0, debt: 15 })
    await expect(deduct(sql, owner, 1)).rejects.toMatchObject({ message: 'insufficient_credits' })
    expect(await grant(sql, owner, 10)).toMatchObject({
      amount: 10,
      balance_after: 10,
      available: 0,
      debt: 5,
    })
    expect(await grant(sql, owner, 10)).toMatchObject({ available: 5, debt: 0 })
    const rows = await history(sql, owner)
    expect(rows.map(({ type, amount, debt_change }) => [type, amount, debt_change])).toEqual([
      ['debt_payment', -5, -5],
      ['grant', 10, 0],
      ['debt_payment', -10, -10],
      ['grant', 10, 0],
      ['clawback', -5, 15],
      ['deduction', -15, 0],
      ['grant', 20, 0],
    ])
  })

  it('can be all debt, and the ledger still adds up', async () => {
    const { sql, owner, purchase } = await buy20(20)
    expect(await clawBack(sql, owner, purchase, 20)).toMatchObject({ amount: 0, available: 0, debt: 20 })
    expect(await sql`select * from public.check_ledger()`).toEqual([])
  })

  it('leaves credits on hold to the work that holds them', async () => {
    const { sql, owner, purchase } = await buy20()
    const { hold_id } = await hold(sql, owner, 12)
    expect(await clawBack(sql, owner, purchase, 20)).toMatchObject({ amount: -8, held: 12, debt: 12 })
    expect(await capture(sql, hold_id)).toMatchObject({ amount: -12, held: 0, debt: 12 })
  })

  it.each(['released', 'lapsed', 'captured in part', 'refunded'])(
    'is paid by credits that come back because their work was %s',
    async (how) => {
      const { sql, owner, purchase } = await buy20()
      const { hold_id } = await hold(sql, owner, 12)
      await clawBack(sql, owner, purchase, 20)
      if (how === 'released') await release(sql, hold_id)
      if (how === 'captured in part') await capture(sql, hold_id, 2)
      if (how === 'refunded') {
        const spent = await capture(sql, hold_id)
        expect(await refund(sql, owner, spent.transaction_id)).toMatchObject({
          amount: 12,
          available: 0,
          debt: 0,
        })
      }
      if (how === 'lapsed') {
        await sql`update public.credit_holds set expires_at = now() where id = ${hold_id}`
        await sql`update public.credit_accounts set next_due_at = now() where owner_id = ${owner}`
      }
      const debt = how === 'captured in part' ? 2 : 0
      expect(await balance(sql, owner)).toMatchObject({ available: 0, held: 0, debt })
      await expect(deduct(sql, owner, 1)).rejects.toMatchObject({ message: 'insufficient_credits' })
      expect((await history(sql, owner))[0]).toMatchObject({ type: 'debt_payment', debt_change: debt - 12 })
    },
  )

  it('is paid exactly by 10 holds that are released at once, and the rest is there to spend', async () => {
    const { sql, owner, purchase } = await buy20()
    const holds = await Promise.all(Array.from({ length: 10 }, () => hold(sql, owner, 2)))
    await clawBack(sql, owner, purchase, 15)
    await Promise.all(holds.map(({ hold_id }) => release(sql, hold_id)))
    expect(await balance(sql, owner)).toMatchObject({ available: 5, held: 0, debt: 0 })
  })

  it('repeats by key, and refuses it for another amount or grant', async () => {
    const { sql, owner, purchase } = await buy20(15)
    await grant(sql, owner, 7, { source: 'purchase' })
    const other = (await grantsOf(sql, owner))[1]?.id ?? 0
    const first = await clawBack(sql, owner, purchase, 6, 'one')
    expect(await clawBack(sql, owner, purchase, 6, 'one')).toEqual({ ...first, replayed: true })
    for (const [grantId, amount] of [
      [purchase, 7],
      [other, 6],
    ] as const) {
      await expect(clawBack(sql, owner, grantId, amount, 'one')).rejects.toMatchObject({
        code: 'PT409',
        message: 'idempotency_conflict',
      })
    }
    expect(await balance(sql, owner)).toMatchObject({ available: 6, debt: 0 })
  })

  it('takes the exact sum when 10 arrive at once for more than there is', async () => {
    const { sql, owner, purchase } = await buy20(5)
    await Promise.all(Array.from({ length: 10 }, () => clawBack(sql, owner, purchase, 2)))
    expect(await balance(sql, owner)).toMatchObject({ available: 0, debt: 5 })
  })

  it('is paid back exactly by 10 grants at once', async () => {
    const { sql, owner, purchase } = await buy20(20)
    await clawBack(sql, owner, purchase, 20)
    await Promise.all(Array.from({ length: 10 }, () => grant(sql, owner, 3)))
    expect(await balance(sql, owner)).toMatchObject({ available: 10, debt: 0 })
  })

  it('finds the grants of the account alone', async () => {
    const { sql, owner, purchase } = await buy20()
    const stranger = await addAccount(sql, 5)
    for (const [who, grantId] of [
      [stranger, purchase],
      [owner, 987_654_321],
    ] as const) {
      await expect(clawBack(sql, who, grantId, 1)).rejects.toMatchObject({
        code: 'PT404',
        message: 'grant_not_found',
      })
    }
    await expect(clawBack(sql, randomUUID(), purchase, 1)).rejects.toMatchObject({
      code: 'PT404',
      message: 'account_not_found',
    })
    expect(await balance(sql, owner)).toMatchObject({ available: 20 })
  })

  it('refuses debt beyond the largest amount', async () => {
    const { sql, owner, purchase } = await buy20(20)
    await clawBack(sql, owner, purchase, Number.MAX_SAFE_INTEGER)
    await expect(clawBack(sql, owner, purchase, 1)).rejects.toMatchObject({
      code: 'PT422',
      message: 'invalid_amount',
    })
    expect(await balance(sql, owner)).toMatchObject({ debt: Number.MAX_SAFE_INTEGER })
  })

  it.each([null, 0, -1, '1.5', 'NaN', '9007199254740992'])('refuses %s credits', async (amount) => {
    const { sql, owner, purchase } = await buy20()
    await expect(clawBack(sql, owner, purchase, amount)).rejects.toMatchObject({
      code: 'PT422',
      message: 'invalid_amount',
    })
    await expect(clawBack(sql, owner, purchase, 1, '')).rejects.toMatchObject({
      code: 'PT422',
      message: 'invalid_idempotency_key',
    })
  })
})
