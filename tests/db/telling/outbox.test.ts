import { beforeEach, describe, expect, it } from 'vitest'
import { addUser, type TestSql, useDatabase } from '../../helpers/database'
import { mailsOf, notify } from '../../helpers/notices'

const database = useDatabase()

type Claimed = { id: number; status: string; attempts: number; kind: string; email: string; user_id: string }

/** Past what was just written: the database counts in microseconds, a Date cuts them off. */
const soon = () => new Date(Date.now() + 1)

const claim = (sql: TestSql, { limit = 10, now = soon() } = {}) =>
  sql<Claimed[]>`select * from public.claim_mails(${limit}, 300, ${now})`
const finish = async (sql: TestSql, mail: Claimed, error: string | null, now = soon()) =>
  (
    await sql<
      { status: string | null }[]
    >`select public.finish_mail(${mail.id}, ${mail.attempts}, ${error}, ${now}) as status`
  )[0]?.status

const minutesAfter = (start: Date, minutes: number) => new Date(start.getTime() + minutes * 60_000)

/** Somebody to whom `count` mails of a kind are due. */
async function addRecipient(sql: TestSql, count = 1, kind = 'low_balance') {
  const person = await addUser(sql)
  for (let n = 0; n < count; n += 1) await notify(sql, person.id, kind, `key:${n}`)
  return person
}

// Every test has the outbox to itself, without the welcomes of those it signs up.
beforeEach(async () => {
  await database.sql`delete from public.email_outbox`
  await database.sql`update public.notification_kinds set by_mail = kind <> 'welcome'`
})

describe('claiming', () => {
  it('hands each mail to one of many who ask at once', async () => {
    const { sql } = database
    await addRecipient(sql, 60)
    const claims = await Promise.all(Array.from({ length: 10 }, () => claim(sql, { limit: 7 })))
    const rest = await claim(sql, { limit: 100 })
    const ids = [...claims.flat(), ...rest].map((mail) => mail.id)
    expect(ids).toHaveLength(60)
    expect(new Set(ids).size).toBe(60)
  })

  it('says whom the mail is for and what it is about, and counts the attempt', async () => {
    const { sql } = database
    const { id, email } = await addUser(sql)
    await notify(sql, id, 'refund', 'refund:1', { credits: 5 })
    expect(await claim(sql)).toEqual([
      expect.objectContaining({
        user_id: id,
        email,
        name: 'Test Person',
        kind: 'refund',
        data: { credits: 5 },
        attempts: 1,
        status: 'queued',
        is_required: true,
      }),
    ])
  })

  it('is a lease: what a sender that died had claimed comes back when it has run out', async () => {
    const { sql } = database
    await addRecipient(sql)
    const now = soon()
    const [mail] = await claim(sql, { now })
    expect(await claim(sql, { now: minutesAfter(now, 4.9) })).toEqual([])
    const [again] = await claim(sql, { now: minutesAfter(now, 5.1) })
    expect(again).toMatchObject({ id: mail?.id, attempts: 2 })
  })

  it('drops what nobody wants any more, and keeps what is required', async () => {
    const { sql } = database
    const optedOut = await addRecipient(sql, 1, 'follow_up_inactive')
    const switchedOff = await addRecipient(sql)
    const late = await addRecipient(sql)
    const receipt = await addRecipient(sql, 1, 'purchase_receipt')
    await sql`update public.profiles set marketing_opt_out = true where id = ${optedOut.id}`
    await sql`select public.set_notification_preference(${switchedOff.id}, 'low_balance', false, null)`
    await sql`update public.email_outbox set created_at = now() - interval '8 days' where user_id in ${sql([late.id, receipt.id])}`
    const claimed = await claim(sql)
    expect(Object.fromEntries(claimed.map((mail) => [mail.user_id, mail.status]))).toEqual({
      [optedOut.id]: 'dropped',
      [switchedOff.id]: 'dropped',
      [late.id]: 'dropped',
      [receipt.id]: 'queued',
    })
    expect(await mailsOf(sql, optedOut.id)).toMatchObject([{ status: 'dropped', attempts: 0 }])
  })

  it('finds nothing of somebody who is gone', async () => {
    const { sql } = database
    const { id } = await addRecipient(sql, 3)
    const [mail] = await claim(sql, { limit: 1 })
    await sql`delete from auth.users where id = ${id}`
    expect(await claim(sql)).toEqual([])
    expect(mail && (await finish(sql, mail, null))).toBe(null)
  })
})

describe('a mail that could not be sent', () => {
  it('is tried again later and later, and given up after 8 attempts', async () => {
    const { sql } = database
    const { id } = await addRecipient(sql)
    let now = soon()
    const waits: number[] = []
    for (let attempt = 1; attempt <= 8; attempt += 1) {
      const [mail] = await claim(sql, { now })
      if (!mail) throw new Error(`Attempt ${attempt} found nothing.`)
      expect(mail.attempts).toBe(attempt)
      const status = await finish(sql, mail, `refused ${attempt}`, now)
      expect(status).toBe(attempt < 8 ? 'queued' : 'failed')
      const [row] = await mailsOf(sql, id)
      const wait = ((row?.next_attempt_at.getTime() ?? 0) - now.getTime()) / 60_000
      if (attempt < 8) {
        waits.push(Math.round(wait))
        expect(await claim(sql, { now: minutesAfter(now, wait - 0.1) })).toEqual([])
      }
      now = minutesAfter(now, wait)
    }
    expect(waits).toEqual([2, 8, 32, 128, 512, 1440, 1440])
    expect(await claim(sql, { now: minutesAfter(now, 100_000) })).toEqual([])
    expect(await mailsOf(sql, id)).toMatchObject([{ status: 'failed', attempts: 8, error: 'refused 8' }])
  })

  it('is given up as well when its senders keep dying', async () => {
    const { sql } = database
    await addRecipient(sql)
    let now = soon()
    for (let attempt = 1; attempt <= 8; attempt += 1) {
      expect(await claim(sql, { now })).toMatchObject([{ attempts: attempt, status: 'queued' }])
      now = minutesAfter(now, 6)
    }
    expect(await claim(sql, { now })).toMatchObject([{ attempts: 8, status: 'failed' }])
  })
})

describe('a sender whose lease ran out', () => {
  it('changes nothing with its error, and ends the mail with its success', async () => {
    const { sql } = database
    const { id } = await addRecipient(sql)
    const now = soon()
    const [slow] = await claim(sql, { now })
    const [quick] = await claim(sql, { now: minutesAfter(now, 6) })
    if (!slow || !quick) throw new Error('There was nothing to claim.')
    expect(await finish(sql, slow, 'timed out')).toBe(null)
    expect(await finish(sql, slow, null)).toBe('sent')
    expect(await finish(sql, quick, 'refused')).toBe(null)
    expect(await mailsOf(sql, id)).toMatchObject([{ status: 'sent', error: null }])
  })
})
