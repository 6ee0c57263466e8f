import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { beginCall } from '../../helpers/calls'
import { addUser, useDatabase } from '../../helpers/database'
import { balance, capture, deduct, grant, hold, passTime, refund, release } from '../../helpers/ledger'
import { pay } from '../../helpers/purchases'
import {
  addToppedUpUser,
  ageLastTry,
  beginTopUp,
  isDue,
  isListed,
  saveTopUp,
  syncMandate,
  told,
} from '../../helpers/top-ups'

const database = useDatabase()

describe('it falls due', () => {
  it('by a deduction that leaves less than the threshold, and not by one that leaves just that', async () => {
    const { id } = await addToppedUpUser(database.sql, 30)
    await deduct(database.sql, id, 10)
    expect(await isDue(database.sql, id)).toBe(false)
    await deduct(database.sql, id, 1)
    expect(await isDue(database.sql, id)).toBe(true)
    expect(await isListed(database.sql, id)).toBe(true)
  })

  it('by a capture, and never by a hold that is released', async () => {
    const { id } = await addToppedUpUser(database.sql, 30)
    const released = await hold(database.sql, id, 20)
    await capture(database.sql, (await hold(database.sql, id, 5)).hold_id)
    await release(database.sql, released.hold_id)
    expect(await isDue(database.sql, id)).toBe(false)
    await capture(database.sql, (await hold(database.sql, id, 6)).hold_id)
    expect(await isDue(database.sql, id)).toBe(true)
  })

  it('at once when the threshold is above what is left, and not any more when it is lowered', async () => {
    const { id } = await addToppedUpUser(database.sql, 30, { threshold: 31 })
    expect(await isDue(database.sql, id)).toBe(true)
    await saveTopUp(database.sql, id, { threshold: 30 })
    expect(await isDue(database.sql, id)).toBe(false)
    await saveTopUp(database.sql, id, { threshold: 31, isEnabled: false })
    expect(await isDue(database.sql, id)).toBe(false)
  })

  it('not any more when credits come in some other way', async () => {
    const { id } = await addToppedUpUser(database.sql, 10)
    await grant(database.sql, id, 5)
    expect(await isDue(database.sql, id)).toBe(true)
    await grant(database.sql, id, 5)
    expect(await isDue(database.sql, id)).toBe(false)
    expect((await beginTopUp(database.sql, id)).purchase_id).toBeNull()
  })

  it('anew when what was spent came back and is spent again', async () => {
    const { sql } = database
    const { id } = await addToppedUpUser(sql, 30)
    const first = await deduct(sql, id, 25)
    // Past the last of the warnings, so that nothing but the threshold is left to watch for.
    expect(await isDue(sql, id)).toBe(true)
    await refund(sql, id, first.transaction_id)
    expect((await beginTopUp(sql, id)).purchase_id).toBeNull()
    expect(await isDue(sql, id)).toBe(false)
    await deduct(sql, id, 11)
    expect(await isDue(sql, id)).toBe(true)
  })

  it('when somebody tries to spend credits that have expired, and not before', async () => {
    const { sql } = database
    const { id } = await addToppedUpUser(sql, 0, { threshold: 20 })
    await pay(sql, (await beginTopUp(sql, id)).purchase_id ?? '')
    await deduct(sql, id, 100)
    await ageLastTry(sql, id)
    await grant(sql, id, 60, { expiresAt: new Date(Date.now() + 3_600_000) })
    expect(await isDue(sql, id)).toBe(false)
    await passTime(sql, id, '2 hours')
    expect(await balance(sql, id)).toMatchObject({ available: 0 })
    expect(await isDue(sql, id)).toBe(false)
    const refused = await beginCall(sql, id)
    expect(refused.error).toMatchObject({ code: 'insufficient_credits' })
    expect(await isListed(sql, id)).toBe(true)
  })

  it('not when somebody is refused who has more than the threshold', async () => {
    const { id } = await addToppedUpUser(database.sql, 30)
    const refused = await beginCall(database.sql, id, { credits: 31 })
    expect(refused.error).toMatchObject({ code: 'insufficient_credits' })
    expect(await isDue(database.sql, id)).toBe(false)
  })

  it('again when one package is less than the threshold', async () => {
    const { id } = await addToppedUpUser(database.sql, 10, { threshold: 500 })
    const { purchase_id } = await beginTopUp(database.sql, id)
    await pay(database.sql, purchase_id ?? '')
    expect(await isDue(database.sql, id)).toBe(true)
    expect((await beginTopUp(database.sql, id)).purchase_id).toBeNull()
    await ageLastTry(database.sql, id)
    expect((await beginTopUp(database.sql, id)).purchase_id).not.toBeNull()
  })
})

describe('one at a time', () => {
  it('is begun, however many ask at once, and the next one 10 minutes later', async () => {
    const { id, mandateId } = await addToppedUpUser(database.sql, 10)
    const begun = await Promise.all(Array.from({ length: 12 }, () => beginTopUp(database.sql, id)))
    const [first, ...others] = begun.filter((entry) => entry.purchase_id !== null)
    expect(others).toEqual([])
    expect(first).toMatchObject({ mandate_id: mandateId, amount_cents: 999 })
    await ageLastTry(database.sql, id)
    // While it waits for its payment nothing else is begun, and nobody is kept waiting for it.
    expect((await beginTopUp(database.sql, id)).purchase_id).toBeNull()
    expect(await isListed(database.sql, id)).toBe(false)

    await pay(database.sql, first?.purchase_id ?? '')
    expect(await balance(database.sql, id)).toMatchObject({ available: 110 })
    await database.sql`update public.top_up_settings set last_try_at = now() where user_id = ${id}`
    await deduct(database.sql, id, 100)
    expect(await isListed(database.sql, id)).toBe(false)
    expect((await beginTopUp(database.sql, id)).purchase_id).toBeNull()
    await ageLastTry(database.sql, id)
    expect(await isListed(database.sql, id)).toBe(true)
    expect((await beginTopUp(database.sql, id)).purchase_id).not.toBeNull()
  })

  it('grants once, however often its payment is heard of, and says so once', async () => {
    const { id } = await addToppedUpUser(database.sql, 10)
    const { purchase_id } = await beginTopUp(database.sql, id)
    const paymentId = `pay_${randomUUID()}`
    const heard = await Promise.all(
      Array.from({ length: 8 }, () =>
        pay(database.sql, purchase_id ?? '', { paymentId, productId: '[]', paidCents: 1099 }),
      ),
    )
    expect(new Set(heard)).toEqual(new Set(['processed']))
    expect(await balance(database.sql, id)).toMatchObject({ available: 110 })
    expect(await told(database.sql, id, 'top_up%')).toEqual([
      { data: { name: 'Starter', credits: 100, paid_cents: 1099, currency: 'USD' } },
    ])
    expect(await told(database.sql, id, 'purchase_receipt')).toEqual([])
  })

  it('is not begun when it is switched off, without a usable card, or for a package that is not sold', async () => {
    const off = await addToppedUpUser(database.sql, 10)
    await saveTopUp(database.sql, off.id, { isEnabled: false })
    const refused = await addToppedUpUser(database.sql, 10)
    await syncMandate(database.sql, refused.id, { id: refused.mandateId, status: 'on_hold' })
    const unsold = await addToppedUpUser(database.sql, 10, { packageId: 'pro' })
    await database.sql`update public.credit_packages set is_active = false where id = 'pro'`
    for (const { id } of [off, refused, unsold]) {
      expect(await isListed(database.sql, id)).toBe(false)
      expect((await beginTopUp(database.sql, id)).purchase_id).toBeNull()
    }
    await expect(saveTopUp(database.sql, unsold.id, { packageId: 'pro' })).rejects.toThrow(
      'package_not_found',
    )
    await saveTopUp(database.sql, unsold.id, { packageId: 'pro', isEnabled: false })
    await database.sql`update public.credit_packages set is_active = true where id = 'pro'`
    expect((await beginTopUp(database.sql, unsold.id)).purchase_id, 'it was switched off').toBeNull()
    await saveTopUp(database.sql, unsold.id, { packageId: 'pro' })
    expect((await beginTopUp(database.sql, unsold.id)).purchase_id).not.toBeNull()
  })
})

describe('the most to spend in 30 days', () => {
  it('is never passed, is told of once, and counts what is 30 days old no more', async () => {
    const { id } = await addToppedUpUser(database.sql, 10, { capCents: 1500 })
    const { purchase_id } = await beginTopUp(database.sql, id)
    await pay(database.sql, purchase_id ?? '')
    await deduct(database.sql, id, 100)
    for (let count = 0; count < 3; count += 1) {
      await ageLastTry(database.sql, id)
      expect((await beginTopUp(database.sql, id)).purchase_id).toBeNull()
    }
    expect(await told(database.sql, id, 'top_up_failed')).toMatchObject([{ data: { stopped: false } }])
    await database.sql`update public.purchases set paid_at = now() - interval '31 days' where id = ${purchase_id}`
    await ageLastTry(database.sql, id)
    expect((await beginTopUp(database.sql, id)).purchase_id).not.toBeNull()
  })

  it('lets others be found, who are not at theirs', async () => {
    const { sql } = database
    const capped = await addToppedUpUser(sql, 10, { capCents: 1500 })
    await pay(sql, (await beginTopUp(sql, capped.id)).purchase_id ?? '')
    await deduct(sql, capped.id, 100)
    await ageLastTry(sql, capped.id)
    expect((await beginTopUp(sql, capped.id)).purchase_id).toBeNull()
    const free = await addToppedUpUser(sql, 10)
    await ageLastTry(sql, capped.id)
    const due = await sql<{ id: string }[]>`select id from public.find_due_top_ups(1000) as id`
    const ids = due.map((row) => row.id)
    expect(ids).toEqual(expect.arrayContaining([free.id, capped.id]))
    expect(ids.indexOf(free.id)).toBeLessThan(ids.indexOf(capped.id))
  })

  it('has to allow one package at least', async () => {
    const { id } = await addUser(database.sql)
    await expect(saveTopUp(database.sql, id, { capCents: 998 })).rejects.toThrow('invalid_input')
    await saveTopUp(database.sql, id, { capCents: 998, isEnabled: false })
    await saveTopUp(database.sql, id, { capCents: 999 })
    await expect(saveTopUp(database.sql, id, { packageId: 'none' })).rejects.toThrow('package_not_found')
  })
})
