import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { useDatabase } from '../../helpers/database'
import { balance, deduct } from '../../helpers/ledger'
import { pay, startPurchase } from '../../helpers/purchases'
import { addToppedUpUser, ageLastTry, beginTopUp, saveTopUp, syncMandate, told } from '../../helpers/top-ups'

const database = useDatabase()

async function settings(id: string) {
  const [row] = await database.sql<{ is_enabled: boolean; stopped_reason: string | null }[]>`
    select is_enabled, stopped_reason from public.top_up_settings where user_id = ${id}`
  return row
}

describe('a charge that is not what was agreed', () => {
  it('stops it and says so: the money went, and no credits came that would end it', async () => {
    const { id } = await addToppedUpUser(database.sql, 10)
    const { purchase_id } = await beginTopUp(database.sql, id)
    expect(await pay(database.sql, purchase_id ?? '', { amountCents: 840, paidCents: 999 })).toBe('parked')
    expect(await balance(database.sql, id)).toMatchObject({ available: 10 })
    await ageLastTry(database.sql, id)
    expect((await beginTopUp(database.sql, id)).purchase_id).toBeNull()
    expect(await settings(id)).toMatchObject({ is_enabled: false })
    expect((await settings(id))?.stopped_reason).toContain('not what the package costs')
    expect(await told(database.sql, id, 'top_up_failed')).toMatchObject([{ data: { stopped: true } }])
    // The same news again tells nobody again.
    await pay(database.sql, purchase_id ?? '', { amountCents: 840, paidCents: 999 })
    expect(await told(database.sql, id, 'top_up_failed')).toHaveLength(1)
  })

  it('counts for the most to spend in 30 days', async () => {
    const { id } = await addToppedUpUser(database.sql, 10, { capCents: 1500 })
    await pay(database.sql, (await beginTopUp(database.sql, id)).purchase_id ?? '', { currency: 'EUR' })
    await saveTopUp(database.sql, id, { capCents: 1500 })
    await syncMandate(database.sql, id)
    await ageLastTry(database.sql, id)
    expect((await beginTopUp(database.sql, id)).purchase_id).toBeNull()
  })
})

describe('a payment that its owner disputes', () => {
  const dispute = (paymentId: string, outcome: string, id = `dis_${paymentId}`) =>
    database.sql`select public.record_return(${randomUUID()}, 'dispute', ${id}, ${paymentId}, null, ${outcome})`

  it.each(['open', 'taken'])('before we hear of it ends that as well, when it is %s', async (outcome) => {
    const { id } = await addToppedUpUser(database.sql, 10)
    const { purchase_id } = await beginTopUp(database.sql, id)
    const paymentId = `pay_${randomUUID()}`
    await dispute(paymentId, outcome)
    await pay(database.sql, purchase_id ?? '', { paymentId })
    expect(await settings(id)).toMatchObject({ is_enabled: false })
  })

  it.each(['top-up', 'purchase'])('for a %s ends charging the card by itself', async (what) => {
    const { id } = await addToppedUpUser(database.sql, 10)
    const paymentId = `pay_${randomUUID()}`
    const purchaseId =
      what === 'top-up'
        ? (await beginTopUp(database.sql, id)).purchase_id
        : (await startPurchase(database.sql, id)).id
    await pay(database.sql, purchaseId ?? '', { paymentId })
    await deduct(database.sql, id, 5)
    await dispute(paymentId, 'open')
    await ageLastTry(database.sql, id)
    await deduct(database.sql, id, 1)
    expect((await beginTopUp(database.sql, id)).purchase_id).toBeNull()
    expect(await settings(id)).toMatchObject({ is_enabled: false })
    expect(await told(database.sql, id, 'top_up_failed')).toMatchObject([{ data: { stopped: true } }])
    // What was decided about it later does not undo what the person chooses meanwhile.
    await saveTopUp(database.sql, id)
    await dispute(paymentId, 'open')
    await dispute(paymentId, 'taken')
    expect(await settings(id)).toMatchObject({ is_enabled: true })
  })

  it('and the bank does not take up changes nothing', async () => {
    const { id } = await addToppedUpUser(database.sql, 10)
    const paymentId = `pay_${randomUUID()}`
    await pay(database.sql, (await startPurchase(database.sql, id)).id, { paymentId })
    await dispute(paymentId, 'void')
    expect(await settings(id)).toMatchObject({ is_enabled: true })
  })
})
