import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { beginCall, finishCall } from '../../helpers/calls'
import { addUser, useDatabase } from '../../helpers/database'
import {
  addAccount,
  balance,
  capture,
  deduct,
  grant,
  hold,
  passTime,
  refund,
  transfer,
} from '../../helpers/ledger'
import { pay, startPurchase } from '../../helpers/purchases'

const database = useDatabase()

type Slice = {
  grant_id: number
  source: string
  amount: number
  granted: number
  remaining: number
  expires_at: string | null
  root_source: string
  payment: Record<string, unknown> | null
}
type Details = {
  transaction: { id: number; type: string; amount: number; refunded: number; balance_before: number }
  by_admin: boolean
  slices: Slice[]
  usage: Record<string, unknown> | null
  hold: Record<string, unknown> | null
  refunds: { id: number; amount: number }[]
  refund_of: { id: number } | null
}

async function explain(owner: string, id: number): Promise<Details> {
  const [row] = await database.sql<{ d: Details }[]>`select public.get_transaction(${owner}, ${id}) as d`
  if (!row) throw new Error('Nothing was answered.')
  return row.d
}

async function newest(owner: string): Promise<number> {
  const [row] = await database.sql<{ id: number }[]>`select id from public.get_transactions(${owner}, 1)`
  return row?.id ?? 0
}

describe('get_transaction', () => {
  it('tells a metered call from hold to grants', async () => {
    const { sql } = database
    const { id } = await addUser(sql)
    const begun = await beginCall(sql, id, { credits: 5 })
    await finishCall(sql, id, begun, { credits: 3, tokensIn: 100, tokensOut: 900 })
    const found = await explain(id, await newest(id))
    expect(found).toMatchObject({
      transaction: { type: 'deduction', amount: -3, refunded: 0 },
      by_admin: false,
      slices: [
        { source: 'signup', amount: 3, granted: 50, remaining: 47, root_source: 'signup', payment: null },
      ],
      usage: {
        request_id: begun.requestId,
        tokens_in: 100,
        tokens_out: 900,
        duration_ms: 12,
        outcome: 'succeeded',
      },
      hold: { id: begun.holdId, amount: 5, captured: 3 },
      refunds: [],
      refund_of: null,
    })
  })

  it('names the purchase behind a grant, and what became of it', async () => {
    const { sql } = database
    const { id } = await addUser(sql)
    const purchase = await startPurchase(sql, id)
    await pay(sql, purchase.id, { paidCents: 1099 })
    const granted = await newest(id)
    const payment = {
      kind: 'purchase',
      id: purchase.id,
      name: 'Starter',
      quantity: 1,
      state: 'paid',
      cents: 1099,
      currency: 'USD',
      has_invoice: true,
      transaction_id: granted,
    }
    expect((await explain(id, granted)).slices).toMatchObject([{ amount: 100, remaining: 100, payment }])
    const spent = await deduct(sql, id, 60)
    expect((await explain(id, spent.transaction_id)).slices).toMatchObject([
      { source: 'signup', amount: 50, remaining: 0, payment: null },
      { source: 'purchase', amount: 10, remaining: 90, payment },
    ])
  })

  it('leads from a deduction to its refunds and back', async () => {
    const { sql } = database
    const owner = await addAccount(sql, 10)
    const spent = await deduct(sql, owner, 6, { feature: 'code-review' })
    const [one, two] = [
      await refund(sql, owner, spent.transaction_id, 1),
      await refund(sql, owner, spent.transaction_id, 2),
    ]
    expect(await explain(owner, spent.transaction_id)).toMatchObject({
      transaction: { refunded: 3 },
      refunds: [
        { id: one.transaction_id, amount: 1 },
        { id: two.transaction_id, amount: 2 },
      ],
    })
    expect(await explain(owner, two.transaction_id)).toMatchObject({
      refund_of: { id: spent.transaction_id, amount: -6, feature: 'code-review' },
      slices: [{ source: 'bonus', amount: 2, remaining: 7 }],
    })
  })

  it('follows credits given back after their expiry to what they first came in with', async () => {
    const { sql } = database
    const owner = await addAccount(sql)
    await grant(sql, owner, 10, { source: 'plan', expiresAt: new Date(Date.now() + 3_600_000) })
    const spent = await deduct(sql, owner, 6)
    await passTime(sql, owner, '2 hours')
    await balance(sql, owner)
    await refund(sql, owner, spent.transaction_id)
    const again = await deduct(sql, owner, 2)
    expect((await explain(owner, again.transaction_id)).slices).toMatchObject([
      { source: 'grace', amount: 2, granted: 6, remaining: 4, root_source: 'plan' },
    ])
  })

  it('tells of a hold that came to more', async () => {
    const { sql } = database
    const owner = await addAccount(sql, 10)
    const held = await hold(sql, owner, 2)
    const spent = await capture(sql, held.hold_id, 5)
    expect((await explain(owner, spent.transaction_id)).hold).toMatchObject({ amount: 2, captured: 5 })
  })

  it('says nothing of anybody else: neither rows, nor where transferred credits were from', async () => {
    const { sql } = database
    const [{ id: giver }, { id: taker }] = [await addUser(sql), await addUser(sql)]
    const purchase = await startPurchase(sql, giver)
    await pay(sql, purchase.id)
    await deduct(sql, giver, 50)
    await transfer(sql, giver, taker, 20)
    const received = await newest(taker)
    expect((await explain(taker, received)).slices).toMatchObject([
      { source: 'transfer', amount: 20, root_source: 'transfer', payment: null },
    ])
    const refused = { code: 'PT404', message: 'transaction_not_found' }
    await expect(explain(giver, received)).rejects.toMatchObject(refused)
    await expect(explain(taker, await newest(giver))).rejects.toMatchObject(refused)
    await expect(explain(randomUUID(), received)).rejects.toMatchObject(refused)
    await expect(explain(taker, 0)).rejects.toMatchObject(refused)
    await expect(explain(taker, Number.MAX_SAFE_INTEGER)).rejects.toMatchObject(refused)
  })
})
