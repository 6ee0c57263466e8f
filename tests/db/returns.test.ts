import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addUser, useDatabase } from '../helpers/database'
import { balance, deduct, grant, hold, summary } from '../helpers/ledger'
import { pay, startPurchase } from '../helpers/purchases'
import { readSubscription, syncSubscription } from '../helpers/subscriptions'

const database = useDatabase()

type Outcome = 'pending' | 'open' | 'void' | 'taken'
type Return = { id: string; kind: 'refund' | 'dispute'; cents: number | null; outcome: Outcome }

const some = (changes: Partial<Return> = {}): Return => ({
  id: randomUUID(),
  kind: 'refund',
  cents: null,
  outcome: 'taken',
  ...changes,
})

/** What the webhook route does for a refund or a dispute. Resolves the event's status. */
async function record(
  paymentId: string,
  { id, kind, cents, outcome }: Return,
  webhookId: string = randomUUID(),
) {
  const { sql } = database
  const payload = sql.json({ payment_id: paymentId })
  await sql`select public.store_webhook_event(${webhookId}, ${`${kind}.x`}, ${payload})`
  const [row] = await sql<{ status: string }[]>`
    select public.record_return(${webhookId}, ${kind}, ${id}, ${paymentId}, ${cents}, ${outcome}) as status`
  return row?.status
}

/** Somebody with 50 free credits who bought 100 for 9.99. */
async function buy() {
  const { id } = await addUser(database.sql)
  const purchase = await startPurchase(database.sql, id)
  const paymentId = `pay_${randomUUID()}`
  await pay(database.sql, purchase.id, { paymentId })
  return { id, paymentId, purchaseId: purchase.id }
}

async function stateOf(id: string, purchaseId: string) {
  const { available, held, debt } = await balance(database.sql, id)
  const [purchase] = await database.sql<{ clawed_back: number; returned_cents: number }[]>`
    select clawed_back, returned_cents from public.purchases where id = ${purchaseId}`
  return { available, held, debt, ...purchase }
}

describe('a refund', () => {
  it.each([
    ['the whole payment', null, 100],
    ['the whole payment in cents', 999, 100],
    ['half of it', 500, 50],
    ['a cent', 1, 0],
    ['more than was paid', 5000, 100],
    ['nothing', 0, 0],
  ])('of %s takes its share of the credits', async (_what, cents, taken) => {
    const { id, paymentId, purchaseId } = await buy()
    expect(await record(paymentId, some({ cents }))).toBe('processed')
    expect(await stateOf(id, purchaseId)).toMatchObject({
      available: 150 - taken,
      debt: 0,
      clawed_back: taken,
    })
  })

  it('in parts takes the same as at once', async () => {
    const { id, paymentId, purchaseId } = await buy()
    for (let part = 0; part < 3; part += 1) await record(paymentId, some({ cents: 333 }))
    expect(await stateOf(id, purchaseId)).toMatchObject({ available: 50, clawed_back: 100 })
    await record(paymentId, some({ cents: 500 }))
    expect(await stateOf(id, purchaseId)).toMatchObject({ available: 50, debt: 0, clawed_back: 100 })
  })

  it('that comes again, fifty at once, takes once', async () => {
    const { id, paymentId, purchaseId } = await buy()
    const refund = some({ cents: 500 })
    await Promise.all(Array.from({ length: 50 }, () => record(paymentId, refund)))
    expect(await stateOf(id, purchaseId)).toMatchObject({ available: 100, clawed_back: 50 })
  })

  it('of credits that were spent takes the unspent ones first, and the rest is owed', async () => {
    const { id, paymentId, purchaseId } = await buy()
    await deduct(database.sql, id, 120)
    await record(paymentId, some())
    expect(await stateOf(id, purchaseId)).toMatchObject({ available: 0, debt: 70, clawed_back: 100 })
    await grant(database.sql, id, 100)
    expect(await stateOf(id, purchaseId)).toMatchObject({ available: 30, debt: 0 })
  })

  it.each(['pending', 'void'] as const)('that is %s takes nothing', async (outcome) => {
    const { id, paymentId, purchaseId } = await buy()
    expect(await record(paymentId, some({ outcome }))).toBe('processed')
    expect(await stateOf(id, purchaseId)).toMatchObject({ available: 150, held: 0, clawed_back: 0 })
  })

  it('that comes before its payment waits for it', async () => {
    const { sql } = database
    const { id } = await addUser(sql)
    const purchase = await startPurchase(sql, id)
    const paymentId = `pay_${randomUUID()}`
    const webhookId = randomUUID()
    expect(await record(paymentId, some({ cents: 500 }), webhookId)).toBe('parked')
    await pay(sql, purchase.id, { paymentId })
    expect(await stateOf(id, purchase.id)).toMatchObject({ available: 100, clawed_back: 50 })
    const [event] = await sql`select status, error from public.webhook_events where webhook_id = ${webhookId}`
    expect(event).toEqual({ status: 'processed', error: null })
  })

  it('that comes before a payment that is not as agreed is counted with it, and nobody has to look at it', async () => {
    const { sql } = database
    const { id } = await addUser(sql)
    const purchase = await startPurchase(sql, id)
    const paymentId = `pay_${randomUUID()}`
    const webhookId = randomUUID()
    expect(await record(paymentId, some({ cents: 500 }), webhookId)).toBe('parked')
    expect(await pay(sql, purchase.id, { paymentId, amountCents: 998 })).toBe('parked')
    expect(await stateOf(id, purchase.id)).toMatchObject({
      available: 50,
      clawed_back: 0,
      returned_cents: 500,
    })
    const [event] = await sql`select status, error from public.webhook_events where webhook_id = ${webhookId}`
    expect(event).toEqual({ status: 'processed', error: null })
  })

  it('that comes in the same moment as its payment is not lost', async () => {
    const { sql } = database
    for (let round = 0; round < 10; round += 1) {
      const { id } = await addUser(sql)
      const purchase = await startPurchase(sql, id)
      const paymentId = `pay_${randomUUID()}`
      await Promise.all([record(paymentId, some()), pay(sql, purchase.id, { paymentId })])
      expect(await stateOf(id, purchase.id)).toMatchObject({ available: 50, clawed_back: 100 })
    }
  })

  it('of a buyer who is gone is counted, moves no credits, and is not an error', async () => {
    const { sql } = database
    const { id, paymentId, purchaseId } = await buy()
    const at = new Date()
    const state = await readSubscription(sql, id, { period_start: at })
    await syncSubscription(sql, state, [{ id: `pay_${state.id}`, at }])
    await sql`delete from auth.users where id = ${id}`
    expect(await record(paymentId, some())).toBe('processed')
    expect(await record(`pay_${state.id}`, some())).toBe('processed')
    const counted = await sql`
      select returned_cents, clawed_back from public.purchases where id = ${purchaseId} union all
      select returned_cents, clawed_back from public.subscription_credits where payment_id = ${`pay_${state.id}`}`
    expect(counted).toEqual([
      { returned_cents: 999, clawed_back: 0 },
      { returned_cents: 1900, clawed_back: 0 },
    ])
  })
})

describe('a dispute', () => {
  const dispute = (outcome: Outcome, id: string = randomUUID()) => some({ kind: 'dispute', id, outcome })

  it('that is open keeps what is left of the purchase from being spent, and nothing else', async () => {
    const { id, paymentId, purchaseId } = await buy()
    await record(paymentId, dispute('open'))
    expect(await stateOf(id, purchaseId)).toMatchObject({ available: 50, held: 100, clawed_back: 0 })
    await expect(deduct(database.sql, id, 51)).rejects.toMatchObject({ message: 'insufficient_credits' })
    await deduct(database.sql, id, 50)
  })

  it('is told apart from work in progress until it is decided', async () => {
    const { id, paymentId } = await buy()
    const disputeId = randomUUID()
    await hold(database.sql, id, 20)
    await record(paymentId, dispute('open', disputeId))
    expect(await summary(database.sql, id)).toMatchObject({ available: 30, held: 120, disputed: 100 })
    await record(paymentId, dispute('void', disputeId))
    expect(await summary(database.sql, id)).toMatchObject({ available: 130, held: 20, disputed: 0 })
  })

  it('that is won gives them back', async () => {
    const { id, paymentId, purchaseId } = await buy()
    const disputeId = randomUUID()
    await record(paymentId, dispute('open', disputeId))
    await record(paymentId, dispute('void', disputeId))
    expect(await stateOf(id, purchaseId)).toMatchObject({ available: 150, held: 0, clawed_back: 0 })
    // An older state that arrives later does not freeze them again; another dispute does.
    await record(paymentId, dispute('open', disputeId))
    expect(await stateOf(id, purchaseId)).toMatchObject({ available: 150, held: 0 })
    await record(paymentId, dispute('open'))
    expect(await stateOf(id, purchaseId)).toMatchObject({ available: 50, held: 100 })
  })

  it('that is lost takes them back, and what was spent before is owed', async () => {
    const { id, paymentId, purchaseId } = await buy()
    await deduct(database.sql, id, 80) // 50 free ones and 30 of the purchase
    const disputeId = randomUUID()
    await record(paymentId, dispute('open', disputeId))
    expect(await stateOf(id, purchaseId)).toMatchObject({ available: 0, held: 70 })
    await record(paymentId, dispute('taken', disputeId))
    expect(await stateOf(id, purchaseId)).toMatchObject({ available: 0, held: 0, debt: 30, clawed_back: 100 })
  })

  it('about a part keeps all of it and takes the part', async () => {
    const { id, paymentId, purchaseId } = await buy()
    const part = { ...dispute('open'), cents: 500 }
    await record(paymentId, part)
    expect(await stateOf(id, purchaseId)).toMatchObject({ available: 50, held: 100 })
    await record(paymentId, { ...part, outcome: 'taken' })
    expect(await stateOf(id, purchaseId)).toMatchObject({ available: 100, held: 0, clawed_back: 50 })
  })
})

it('the end is the same whatever the order and however often each event comes', async () => {
  const outcome = fc.constantFrom<Outcome>('void', 'taken')
  const cents = fc.option(fc.integer({ min: 0, max: 1200 }), { nil: null })
  const refunds = fc.array(fc.record({ kind: fc.constant('refund' as const), cents, outcome }), {
    maxLength: 3,
  })
  const disputes = fc.array(fc.record({ kind: fc.constant('dispute' as const), cents, outcome }), {
    maxLength: 2,
  })
  await fc.assert(
    fc.asyncProperty(refunds, disputes, fc.infiniteStream(fc.nat()), async (some_, more, chance) => {
      const returns = [...some_, ...more].map((item) => ({ ...item, id: randomUUID() }))
      const taken = returns.filter((item) => item.outcome === 'taken')
      const returned = Math.min(
        999,
        taken.reduce((sum, item) => sum + (item.cents ?? 999), 0),
      )
      const events = returns.flatMap((item) => [
        { ...item, outcome: item.kind === 'dispute' ? ('open' as const) : ('pending' as const) },
        item,
      ])
      const { sql } = database
      const { id } = await addUser(sql)
      const purchase = await startPurchase(sql, id)
      const paymentId = `pay_${randomUUID()}`
      const steps = [null, ...events, ...events.filter(() => (chance.next().value ?? 0) % 2 === 0)]
      const shuffled = steps
        .map((step) => ({ step, rank: chance.next().value ?? 0 }))
        .sort((a, b) => a.rank - b.rank)
      for (const { step } of shuffled) {
        if (step === null) await pay(sql, purchase.id, { paymentId })
        else await record(paymentId, step)
      }
      const lost = Math.round((100 * returned) / 999)
      expect(await stateOf(id, purchase.id)).toEqual({
        available: 150 - lost,
        held: 0,
        debt: 0,
        clawed_back: lost,
        returned_cents: returned,
      })
    }),
    { numRuns: 60 },
  )
})
