import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { addUser, useDatabase } from '../../helpers/database'
import { balance, deduct } from '../../helpers/ledger'
import { addAdmin } from '../../helpers/refunds'
import { readSubscription, syncSubscription } from '../../helpers/subscriptions'

const database = useDatabase()

type Row = { id: string; email: string | null; status: string } & Record<string, unknown>

async function ask(query: Promise<{ rows: Row[] }[]>): Promise<Row[]> {
  const [row] = await query
  return row?.rows ?? []
}
const mails = (
  admin: string,
  search: string,
  { status = null as string | null, kind = null as string | null } = {},
) => ask(database.sql`select public.search_mails(${admin}, ${search}, ${status}, ${kind}) as rows`)

async function addMail(status = 'failed') {
  const { sql } = database
  const person = await addUser(sql, `mail-${randomUUID()}@example.com`)
  await sql`delete from public.email_outbox where user_id = ${person.id}`
  const [mail] = await sql<{ id: number }[]>`
    insert into public.email_outbox (user_id, kind, key, status, attempts, error)
    values (${person.id}, 'welcome', 'mine', ${status}, 8, 'no such box') returning id`
  return { ...person, mailId: mail?.id ?? 0 }
}
const decide = async (admin: string, id: number, decision: string) => {
  const [row] = await database.sql<{ status: string }[]>`
    select public.decide_mail(${admin}, ${id}, ${decision}) as status`
  return row?.status
}
const trail = (id: number) =>
  database.sql`select action, before, after from public.admin_actions where subject = ${`mail:${id}`} order by id`

describe('a mail', () => {
  it('is found by its address, status and kind', async () => {
    const admin = await addAdmin(database.sql)
    const { email, mailId } = await addMail()
    expect(await mails(admin, email.toUpperCase())).toMatchObject([{ id: mailId, email, status: 'failed' }])
    expect(await mails(admin, email, { status: 'sent' })).toEqual([])
    expect(await mails(admin, email, { kind: 'low_balance' })).toEqual([])
    const all = await ask(database.sql`select public.search_mails(${admin}, '', 'failed', 'welcome') as rows`)
    expect(all.map(({ id }) => id)).toContain(mailId)
    const [newest, ...others] = await ask(database.sql`select public.search_mails(${admin}) as rows`)
    const before = Number(newest?.id)
    const next = await ask(database.sql`select public.search_mails(${admin}, p_before => ${before}) as rows`)
    expect(next.slice(0, others.length)).toEqual(others)
  })

  it('that was given up is tried again from the start, once, and that is noted', async () => {
    const { sql } = database
    const admin = await addAdmin(sql)
    const { mailId } = await addMail()
    const done = await Promise.all(Array.from({ length: 4 }, () => decide(admin, mailId, 'retry')))
    expect(done).toEqual(['queued', 'queued', 'queued', 'queued'])
    expect(await trail(mailId)).toMatchObject([
      { action: 'retry_mail', before: { status: 'failed', attempts: 8, error: 'no such box' } },
    ])
    const claimed = await sql<
      { id: number; attempts: number }[]
    >`select id, attempts from public.claim_mails(1000)`
    expect(claimed.find(({ id }) => id === mailId)).toMatchObject({ attempts: 1 })
  })

  it('that is older than a week, or switched off since, is sent all the same or refused', async () => {
    const { sql } = database
    const admin = await addAdmin(sql)
    const [old, unwanted] = [await addMail(), await addMail()]
    await sql`update public.email_outbox set created_at = now() - interval '9 days' where id = ${old.mailId}`
    await decide(admin, old.mailId, 'retry')
    await sql`
      insert into public.notification_preferences (user_id, kind, by_mail, in_app) values (${unwanted.id}, 'welcome', false, true)`
    await expect(decide(admin, unwanted.mailId, 'retry')).rejects.toMatchObject({
      message: 'conflict',
      detail: '{"reason": "unwanted"}',
    })
    const claimed = await sql<
      { id: number; status: string }[]
    >`select id, status from public.claim_mails(1000)`
    expect(claimed.find(({ id }) => id === old.mailId)).toMatchObject({ status: 'queued' })
    expect(await trail(unwanted.mailId)).toEqual([])
  })

  it('that waits or was given up is cancelled; one that was sent is neither', async () => {
    const admin = await addAdmin(database.sql)
    for (const status of ['failed', 'queued']) {
      const { mailId } = await addMail(status)
      expect(await decide(admin, mailId, 'cancel')).toBe('dropped')
      expect(await decide(admin, mailId, 'cancel')).toBe('dropped')
      expect(await trail(mailId)).toMatchObject([{ action: 'cancel_mail', before: { status } }])
      await expect(decide(admin, mailId, 'retry')).rejects.toMatchObject({ message: 'conflict' })
    }
    const { mailId } = await addMail('sent')
    for (const decision of ['retry', 'cancel', 'else']) {
      await expect(decide(admin, mailId, decision)).rejects.toMatchObject({ code: 'PT409' })
    }
    await expect(decide(admin, 0, 'retry')).rejects.toMatchObject({ code: 'PT404' })
  })
})

describe('a mail that was sent', () => {
  const resend = async (admin: string, id: number) => {
    const [row] = await database.sql`select public.resend_mail(${admin}, ${id})::int as id`
    return row?.id as number
  }

  it('goes out once more as a copy, one at a time, and that is noted', async () => {
    const { sql } = database
    const admin = await addAdmin(sql)
    const { mailId, email } = await addMail('sent')
    const copies = await Promise.all(Array.from({ length: 4 }, () => resend(admin, mailId)))
    expect(new Set(copies).size).toBe(1)
    const [copy = 0] = copies
    expect(await mails(admin, email)).toMatchObject([
      { id: copy, kind: 'welcome', status: 'queued', attempts: 0 },
      { id: mailId, status: 'sent' },
    ])
    expect(await trail(mailId)).toMatchObject([{ action: 'resend_mail', after: { mailId: copy } }])
    await sql`update public.email_outbox set status = 'sent' where id = ${copy}`
    expect(await resend(admin, mailId)).toBeGreaterThan(copy)
    expect(await trail(mailId)).toHaveLength(2)
  })

  it('is the only kind that does', async () => {
    const admin = await addAdmin(database.sql)
    for (const status of ['failed', 'queued', 'dropped']) {
      const { mailId } = await addMail(status)
      await expect(resend(admin, mailId)).rejects.toMatchObject({ message: 'conflict' })
    }
    await expect(resend(admin, 0)).rejects.toMatchObject({ code: 'PT404' })
  })
})

describe('subscriptions', () => {
  it('are listed by plan, status and person, page by page, with what was agreed', async () => {
    const { sql } = database
    const admin = await addAdmin(sql)
    const mark = randomUUID()
    const made: string[] = []
    for (let n = 0; n < 3; n += 1) {
      const { id } = await addUser(sql, `${mark}-${n}@example.com`)
      const at = new Date(Date.now() - n * 60_000)
      const state = await readSubscription(sql, id, { created_at: at, period_start: at })
      await syncSubscription(sql, state, [{ id: `pay_${randomUUID()}`, at }])
      made.push(state.id)
    }
    const list = (
      search: string | null,
      status: string | null,
      plan: string | null,
      { before = null as string | null, limit = 2 } = {},
    ) =>
      ask(
        sql`select public.search_subscriptions(${admin}, ${search}, ${status}, ${plan}, ${before}, ${limit}) as rows`,
      )
    const first = await list(mark, 'active', 'pro')
    const second = await list(mark, 'active', 'pro', { before: first.at(-1)?.id ?? null })
    expect([...first, ...second].map(({ id }) => id)).toEqual(made)
    for (const [status, plan] of [
      ['active', 'pro'],
      [null, null],
    ] as const) {
      const all = await list(null, status, plan, { limit: 100 })
      expect(all.map(({ id }) => id).filter((id) => made.includes(id))).toEqual(made)
    }
    expect(await list(mark, 'cancelled', null)).toEqual([])
    expect(await list(mark, null, 'enterprise')).toEqual([])
    expect(await list(`${mark}-1`, null, null)).toMatchObject([
      {
        id: made[1],
        status: 'active',
        plan: 'Pro',
        priceCents: 1900,
        credits: 100,
        email: `${mark}-1@example.com`,
      },
    ])
    expect(await list(made[2] ?? '', null, null)).toHaveLength(1)
  })
})

it('plan payments are listed by person and id, page by page, with what went back', async () => {
  const { sql } = database
  const admin = await addAdmin(sql)
  const { id, email } = await addUser(sql)
  const start = new Date(Date.now() - 40 * 86_400_000)
  const state = await readSubscription(sql, id, { created_at: start, period_start: start })
  const first = { id: `pay_${state.id}_1`, at: start }
  await syncSubscription(sql, state, [first], start)
  const next = { ...state, period_start: state.period_end, period_end: new Date(Date.now() + 86_400_000) }
  const second = { id: `pay_${state.id}_2`, at: next.period_start }
  await syncSubscription(sql, next, [first, second])
  await sql`select public.record_return(${randomUUID()}, 'refund', ${`ref_${second.id}`}, ${second.id}, 950, 'taken')`
  const list = (search: string | null, before: string | null = null) =>
    ask(sql`select public.search_plan_payments(${admin}, ${search}, ${before}, 1) as rows`)
  const [newest] = await list(email)
  expect(newest).toMatchObject({
    ...{ paymentId: second.id, plan: 'Pro', isChange: false, userId: id, email, state: 'partly_refunded' },
    ...{ credits: 100, cents: 1900, currency: 'USD', returnedCents: 950 },
  })
  expect(await list(email, newest?.id)).toMatchObject([
    { paymentId: first.id, state: 'paid', returnedCents: 0 },
  ])
  expect(await list(null)).toHaveLength(1)
  for (const search of [id, second.id, state.id]) expect(await list(search)).toEqual([newest])
  expect(await list('nobody@')).toEqual([])
})

it('plan payments are disputed as long as the dispute is open, whatever could be frozen and whoever is left', async () => {
  const { sql } = database
  const admin = await addAdmin(sql)
  const { id } = await addUser(sql)
  const at = new Date()
  const state = await readSubscription(sql, id, { period_start: at })
  const paymentId = `pay_${state.id}`
  await syncSubscription(sql, state, [{ id: paymentId, at }])
  await deduct(sql, id, (await balance(sql, id)).available)
  const dispute = (outcome: string) =>
    sql`select public.record_return(${randomUUID()}, 'dispute', ${`dis_${paymentId}`}, ${paymentId}, null, ${outcome})`
  const list = () => ask(sql`select public.search_plan_payments(${admin}, ${paymentId}) as rows`)
  expect(await list()).toMatchObject([{ state: 'paid' }])
  await dispute('open')
  expect(await list()).toMatchObject([{ state: 'disputed' }])
  await sql`delete from auth.users where id = ${id}`
  await dispute('taken')
  expect(await list()).toMatchObject([{ state: 'refunded', userId: null }])
})

it('trials say what is left of them and whose they became', async () => {
  const { sql } = database
  const admin = await addAdmin(sql)
  const start = async () => {
    const [row] = await sql<{ id: string }[]>`select public.start_lead(${randomUUID()}, 5, 1000) as id`
    return row?.id ?? ''
  }
  const [open, claimed] = [await start(), await start()]
  const { id, email } = await addUser(sql)
  await sql`select public.claim_lead(${claimed}, ${id})`
  const list = (search: string | null, isClaimed: boolean | null, before: string | null = null) =>
    ask(sql`select public.search_leads(${admin}, ${search}, ${isClaimed}, ${before}) as rows`)
  expect(await list(null, null)).toMatchObject([
    { id: claimed, email, userId: id, left: 0, hasUsed: false, claimedAt: expect.any(String) },
    { id: open, email: null, left: 20, claimedAt: null },
  ])
  expect((await list(null, true)).map((row) => row.id)).toEqual([claimed])
  expect((await list(null, false)).map((row) => row.id)).toEqual([open])
  expect((await list(email, null)).map((row) => row.id)).toEqual([claimed])
  expect((await list(email, true)).map((row) => row.id)).toEqual([claimed])
  expect(await list(email, false)).toEqual([])
  expect((await list(null, null, claimed)).map((row) => row.id)).toEqual([open])
})

it('models are listed with their owner, by status and person', async () => {
  const { sql } = database
  const admin = await addAdmin(sql)
  const { id, email } = await addUser(sql)
  for (const status of ['training', 'failed', 'training']) {
    await sql`insert into public.models (user_id, name, status) values (${id}, ${randomUUID()}, ${status})`
  }
  const list = (search: string | null, status: string | null, before: string | null = null) =>
    ask(sql`select public.search_models(${admin}, ${search}, ${status}, ${before}, 2) as rows`)
  const first = await list(email, null)
  expect([...first, ...(await list(email, null, first.at(-1)?.id))]).toHaveLength(3)
  expect(await list(null, 'failed')).toMatchObject([{ email, status: 'failed', sizeBytes: null }])
  expect(await list('nobody@', null)).toEqual([])
})

it('is for admins, in the database as well', async () => {
  const { sql } = database
  const { id, mailId } = await addMail()
  for (const query of [
    () => mails(id, ''),
    () => sql`select public.get_mail(${id}, ${mailId})`,
    () => decide(id, mailId, 'retry'),
    () => sql`select public.search_subscriptions(${id})`,
    () => sql`select public.search_plan_payments(${id})`,
    () => sql`select public.search_leads(${id})`,
    () => sql`select public.search_models(${id})`,
  ]) {
    await expect(query()).rejects.toMatchObject({ code: 'PT403', message: 'forbidden' })
  }
})
