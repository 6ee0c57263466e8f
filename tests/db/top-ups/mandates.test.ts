import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { addUser, useDatabase } from '../../helpers/database'
import { balance, deduct } from '../../helpers/ledger'
import { pay } from '../../helpers/purchases'
import {
  addToppedUpUser,
  ageLastTry,
  beginTopUp,
  isListed,
  saveTopUp,
  syncMandate,
  told,
} from '../../helpers/top-ups'

const database = useDatabase()

const fail = (purchaseId: string | null, reason = 'The card was declined.') =>
  database.sql`select public.fail_purchase(${purchaseId}, ${reason})`

async function settings(id: string) {
  const [row] = await database.sql<
    { is_enabled: boolean; declines: number; stopped_reason: string | null; mandate_status: string | null }[]
  >`select is_enabled, declines, stopped_reason, mandate_status from public.top_up_settings where user_id = ${id}`
  return row
}

describe('a card that is declined', () => {
  it('and pays late pays for what it was declined for, not for the next one', async () => {
    const { sql } = database
    const { id, mandateId } = await addToppedUpUser(sql, 10)
    const first = await beginTopUp(sql, id)
    await fail(first.purchase_id)
    await syncMandate(sql, id, { id: mandateId, status: 'on_hold' })
    await syncMandate(sql, id, { id: mandateId })
    await ageLastTry(sql, id)
    const second = await beginTopUp(sql, id)
    const [owed] = await sql`select * from public.find_owed_top_up(${mandateId}, ${id}, 999)`
    expect(owed).toEqual({ is_mandate: true, purchase_id: first.purchase_id })
    expect(await pay(sql, first.purchase_id ?? '')).toBe('processed')
    expect(await pay(sql, second.purchase_id ?? '')).toBe('processed')
    expect(await balance(sql, id)).toMatchObject({ available: 210 })
  })

  it('and replaced at Dodo, which charges anew at once, is not charged by us beside that', async () => {
    const { sql } = database
    const { id, mandateId } = await addToppedUpUser(sql, 10)
    const first = await beginTopUp(sql, id)
    await fail(first.purchase_id)
    await syncMandate(sql, id, { id: mandateId, status: 'on_hold' })
    await ageLastTry(sql, id)
    await syncMandate(sql, id, { id: mandateId })
    await syncMandate(sql, id, { id: mandateId }) // the same news again
    expect(await isListed(sql, id)).toBe(false)
    expect((await beginTopUp(sql, id)).purchase_id).toBeNull()
    expect(await pay(sql, first.purchase_id ?? '')).toBe('processed')
    await ageLastTry(sql, id)
    expect((await beginTopUp(sql, id)).purchase_id).toBeNull()
    expect(await balance(sql, id)).toMatchObject({ available: 110 })
  })

  it('twice stops it and says so; switching it on again asks for a card', async () => {
    const { id, mandateId } = await addToppedUpUser(database.sql, 10)
    const first = await beginTopUp(database.sql, id)
    await fail(first.purchase_id)
    await fail(first.purchase_id) // the same news again
    expect(await settings(id)).toMatchObject({ is_enabled: true, declines: 1, stopped_reason: null })
    await ageLastTry(database.sql, id)
    await fail((await beginTopUp(database.sql, id)).purchase_id, 'Too little money.')
    expect(await settings(id)).toMatchObject({
      is_enabled: false,
      stopped_reason: 'Two payments in a row did not go through. The last one: Too little money.',
    })
    expect(await told(database.sql, id, 'top_up_failed')).toMatchObject([
      { data: { reason: 'The card was declined.', stopped: false } },
      { data: { reason: 'Too little money.', stopped: true } },
    ])
    await ageLastTry(database.sql, id)
    expect((await beginTopUp(database.sql, id)).purchase_id).toBeNull()

    // The next card need not wait for what the last one declined.
    await ageLastTry(database.sql, id, '1 minute')
    await saveTopUp(database.sql, id)
    expect(await settings(id)).toMatchObject({ is_enabled: true, declines: 0, mandate_status: 'on_hold' })
    expect((await beginTopUp(database.sql, id)).purchase_id).toBeNull()
    const { id: newId } = await syncMandate(database.sql, id)
    expect(newId).not.toBe(mandateId)
    expect(await beginTopUp(database.sql, id)).toMatchObject({ mandate_id: newId })
  })

  it('counts from the start again after a payment that went through', async () => {
    const { id } = await addToppedUpUser(database.sql, 10)
    await fail((await beginTopUp(database.sql, id)).purchase_id)
    await ageLastTry(database.sql, id)
    await pay(database.sql, (await beginTopUp(database.sql, id)).purchase_id ?? '')
    expect(await settings(id)).toMatchObject({ declines: 0 })
    await deduct(database.sql, id, 100)
    await ageLastTry(database.sql, id)
    await fail((await beginTopUp(database.sql, id)).purchase_id)
    expect(await settings(id)).toMatchObject({ is_enabled: true, declines: 1 })
  })

  it('and paid weeks later counts on the day it was paid against what may be spent in 30', async () => {
    const { id } = await addToppedUpUser(database.sql, 10, { capCents: 1000 })
    const first = await beginTopUp(database.sql, id)
    await fail(first.purchase_id)
    await database.sql`update public.purchases set created_at = now() - interval '31 days' where id = ${first.purchase_id}`
    await pay(database.sql, first.purchase_id ?? '')
    await deduct(database.sql, id, 100)
    await ageLastTry(database.sql, id)
    expect((await beginTopUp(database.sql, id)).purchase_id).toBeNull()
    expect(await told(database.sql, id, 'top_up_failed')).toContainEqual({
      data: { name: 'Starter', reason: 'It would exceed your limit for 30 days.', stopped: false },
    })
  })

  it('is not what a charge that was never made counts as', async () => {
    const { id } = await addToppedUpUser(database.sql, 10)
    const { purchase_id } = await beginTopUp(database.sql, id)
    await database.sql`select public.drop_top_up(${purchase_id}, 'never made')`
    expect(await settings(id)).toMatchObject({ is_enabled: true, declines: 0 })
    expect(await told(database.sql, id, 'top_up%')).toEqual([])
    // It was made after all: what was paid for is given.
    expect(await pay(database.sql, purchase_id ?? '')).toBe('processed')
    expect(await balance(database.sql, id)).toMatchObject({ available: 110 })
  })
})

describe('a payment on a mandate that names no purchase', () => {
  const find = async (mandateId: string, userId: string | null, cents: number) => {
    const [row] = await database.sql`select * from public.find_owed_top_up(${mandateId}, ${userId}, ${cents})`
    return row
  }

  it('is for the newest open top-up of its price, and of nobody who has no mandate', async () => {
    const { id, mandateId } = await addToppedUpUser(database.sql, 10)
    const { purchase_id } = await beginTopUp(database.sql, id)
    await fail(purchase_id)
    expect(await find(mandateId, null, 999)).toEqual({ is_mandate: true, purchase_id })
    expect(await find('sub_earlier', id, 999)).toEqual({ is_mandate: true, purchase_id })
    expect(await find(mandateId, null, 998)).toEqual({ is_mandate: true, purchase_id: null })
    await pay(database.sql, purchase_id ?? '')
    expect(await find(mandateId, null, 999)).toEqual({ is_mandate: true, purchase_id: null })
    const other = await addUser(database.sql)
    expect(await find('sub_plan', other.id, 999)).toEqual({ is_mandate: false, purchase_id: null })
  })
})

describe('what Dodo says about a mandate', () => {
  it('holds in order of when it was asked, and an unknown one is set aside', async () => {
    const { id, mandateId } = await addToppedUpUser(database.sql, 30)
    const later = new Date(Date.now() + 60_000)
    await syncMandate(database.sql, id, { id: mandateId, status: 'cancelled', seenAt: later })
    await syncMandate(database.sql, id, { id: mandateId, status: 'active' })
    expect(await settings(id)).toMatchObject({ mandate_status: 'cancelled' })
    expect((await syncMandate(database.sql, null)).outcome).toBe('parked')
    const stranger = await addUser(database.sql)
    expect((await syncMandate(database.sql, stranger.id)).outcome).toBe('parked')
  })

  it('of an earlier card does not end what a later one allows', async () => {
    const { id, mandateId } = await addToppedUpUser(database.sql, 30)
    const newer = await syncMandate(database.sql, id, { seenAt: new Date(Date.now() + 1000) })
    await syncMandate(database.sql, id, {
      id: mandateId,
      status: 'cancelled',
      seenAt: new Date(Date.now() + 2000),
    })
    expect(await settings(id)).toMatchObject({ mandate_status: 'active' })
    await deduct(database.sql, id, 20)
    expect(await beginTopUp(database.sql, id)).toMatchObject({ mandate_id: newer.id })
  })

  it('that was replaced or forgotten leaves it to be ended until Dodo says that it has', async () => {
    const { sql } = database
    const { id, mandateId: first } = await addToppedUpUser(sql, 30)
    const toEnd = async () => {
      const ids = (await sql<{ id: string }[]>`select public.find_old_mandates(1000) as id`).map(
        (row) => row.id,
      )
      const known = [first, second, third]
      return ids
        .filter((each) => known.includes(each))
        .toSorted((a, b) => known.indexOf(a) - known.indexOf(b))
    }
    const [second, third] = [`sub_${randomUUID()}`, `sub_${randomUUID()}`]
    expect(await toEnd()).toEqual([])
    await syncMandate(sql, id, { id: second })
    expect(await toEnd()).toEqual([first])
    await sql`update public.top_up_settings set is_enabled = false, stopped_reason = 'declined' where user_id = ${id}`
    await saveTopUp(sql, id)
    await saveTopUp(sql, id)
    expect(await toEnd()).toEqual([first, second])
    await syncMandate(sql, id, { id: third })
    for (const status of ['active', 'on_hold']) await syncMandate(sql, id, { id: first, status })
    expect(await toEnd()).toEqual([first, second])
    expect((await syncMandate(sql, id, { id: first, status: 'cancelled' })).outcome).toBe('processed')
    await syncMandate(sql, null, { id: second, status: 'expired' })
    expect(await toEnd()).toEqual([])
    expect(await settings(id)).toMatchObject({ mandate_status: 'active' })
  })

  it('of a card that was replaced or forgotten does not have it charged again', async () => {
    const { id, mandateId } = await addToppedUpUser(database.sql, 10)
    const newer = await syncMandate(database.sql, id, { seenAt: new Date(Date.now() + 1000) })
    await syncMandate(database.sql, id, { id: mandateId, seenAt: new Date(Date.now() + 2000) })
    expect(await beginTopUp(database.sql, id)).toMatchObject({ mandate_id: newer.id })

    await database.sql`update public.top_up_settings set is_enabled = false, stopped_reason = 'A payment is disputed.'
      where user_id = ${id}`
    await database.sql`select public.drop_top_up(p.id, 'not made') from public.purchases p where p.user_id = ${id}`
    await ageLastTry(database.sql, id)
    await saveTopUp(database.sql, id)
    for (const known of [mandateId, newer.id]) {
      const seen = { id: known, seenAt: new Date(Date.now() + 3000) }
      expect((await syncMandate(database.sql, id, seen)).outcome).toBe('processed')
      expect(await settings(id)).toMatchObject({ is_enabled: true, mandate_status: 'on_hold' })
      expect((await beginTopUp(database.sql, id)).purchase_id).toBeNull()
    }
    const third = await syncMandate(database.sql, id, { seenAt: new Date(Date.now() + 4000) })
    expect(await beginTopUp(database.sql, id)).toMatchObject({ mandate_id: third.id })
  })
})
