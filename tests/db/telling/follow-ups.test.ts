import { beforeEach, describe, expect, it } from 'vitest'
import { beginCall, finishCall } from '../../helpers/calls'
import { addUser, type TestSql, useDatabase } from '../../helpers/database'
import { deduct } from '../../helpers/ledger'
import { mailsOf, noticesOf } from '../../helpers/notices'
import { pay, startPurchase } from '../../helpers/purchases'

const database = useDatabase()

type Step = { looked_at: number; first_use: number; first_purchase: number; inactive: number }

const DAY = 86_400_000
const START = new Date()
const onDay = (day: number) => new Date(START.getTime() + day * DAY + 3_600_000)

async function step(sql: TestSql, walk: string, now: Date, limit = 500): Promise<Step> {
  const [row] = await sql<{ done: Step }[]>`select public.queue_followups(${walk}, ${now}, ${limit}) as done`
  if (!row) throw new Error('The function answered nothing.')
  return row.done
}

/** One run of the job at that time. */
async function run(sql: TestSql, now: Date, limit = 500) {
  for (const walk of ['new_people', 'inactive_people'])
    while ((await step(sql, walk, now, limit)).looked_at > 0);
}

const kindsFor = async (sql: TestSql, id: string) => (await mailsOf(sql, id)).map(({ kind }) => kind)

beforeEach(async () => {
  await database.sql`delete from auth.users`
  await database.sql`update private.walks set at = '-infinity'`
})

describe('follow-up mails', () => {
  it('come on day 1, day 3 and day 14 to somebody who does nothing, each once, by mail only', async () => {
    const { sql } = database
    const { id } = await addUser(sql)
    const seen: [number, string[]][] = []
    for (let day = 0; day <= 40; day += 1) {
      const before = (await kindsFor(sql, id)).length
      await run(sql, onDay(day))
      const kinds = (await kindsFor(sql, id)).slice(before)
      if (kinds.length > 0) seen.push([day, kinds])
    }
    expect(seen).toEqual([
      [1, ['follow_up_first_use']],
      [3, ['follow_up_first_purchase']],
      [14, ['follow_up_inactive']],
    ])
    expect(await mailsOf(sql, id)).toMatchObject([
      { key: 'follow_up:first_use', data: { available: 50 } },
      { key: 'follow_up:first_purchase' },
      { key: 'follow_up:inactive' },
    ])
    expect(await noticesOf(sql, id)).toEqual([])
  })

  it('come within two days of it from a job that runs every second day', async () => {
    const { sql } = database
    const { id } = await addUser(sql)
    for (let day = 0; day <= 30; day += 2) await run(sql, onDay(day))
    expect(await kindsFor(sql, id)).toEqual([
      'follow_up_first_use',
      'follow_up_first_purchase',
      'follow_up_inactive',
    ])
  })

  it('skip what somebody has done: used, bought, or used lately', async () => {
    const { sql } = database
    const [user, buyer, caller, spender] = await Promise.all([1, 2, 3, 4].map(() => addUser(sql)))
    if (!user || !buyer || !caller || !spender) throw new Error('Nobody was added.')
    await deduct(sql, user.id, 1)
    await pay(sql, (await startPurchase(sql, buyer.id)).id)
    await finishCall(sql, caller.id, await beginCall(sql, caller.id, { credits: 1, feature: null }))
    await deduct(sql, spender.id, 50)
    for (const day of [1, 3, 5]) await run(sql, onDay(day))
    expect(await kindsFor(sql, user.id)).toEqual(['follow_up_first_purchase'])
    expect((await kindsFor(sql, buyer.id)).filter((kind) => kind.startsWith('follow'))).toEqual([
      'follow_up_first_use',
    ])
    expect(await kindsFor(sql, caller.id)).toEqual(['follow_up_first_purchase'])
    await run(sql, onDay(14.5))
    expect(await kindsFor(sql, user.id)).toContain('follow_up_inactive')
    // Nothing left to come back for.
    expect(await kindsFor(sql, spender.id)).not.toContain('follow_up_inactive')
  })

  it('never go to those who opted out, nor to admins', async () => {
    const { sql } = database
    const [out, admin] = [await addUser(sql), await addUser(sql)]
    await sql`update public.profiles set marketing_opt_out = true where id = ${out.id}`
    await sql`update public.profiles set role = 'admin' where id = ${admin.id}`
    for (const day of [1, 3, 14]) await run(sql, onDay(day))
    expect(await kindsFor(sql, out.id)).toEqual([])
    expect(await kindsFor(sql, admin.id)).toEqual([])
  })

  it('are not sent late by a job that was away for days, and never two at a time', async () => {
    const { sql } = database
    const { id } = await addUser(sql)
    await run(sql, onDay(3.5))
    expect(await kindsFor(sql, id)).toEqual(['follow_up_first_use'])
    const late = await addUser(sql)
    await run(sql, onDay(11))
    await run(sql, onDay(29))
    expect(await kindsFor(sql, late.id)).toEqual([])
  })
})

describe('the walk', () => {
  it('looks at everyone once, in batches, and overlapping runs send nothing twice', async () => {
    const { sql } = database
    const people = await Promise.all(Array.from({ length: 25 }, () => addUser(sql)))
    const steps = await Promise.all(Array.from({ length: 4 }, () => run(sql, onDay(1), 4)))
    expect(steps).toHaveLength(4)
    await run(sql, onDay(1), 4)
    for (const { id } of people) expect(await kindsFor(sql, id)).toEqual(['follow_up_first_use'])
  })

  it('goes on where it was cut off', async () => {
    const { sql } = database
    for (let n = 0; n < 5; n += 1) await addUser(sql)
    expect(await step(sql, 'new_people', onDay(1), 3)).toMatchObject({ looked_at: 3, first_use: 3 })
    expect(await step(sql, 'new_people', onDay(1), 3)).toMatchObject({ looked_at: 2, first_use: 2 })
    expect(await step(sql, 'new_people', onDay(1), 3)).toMatchObject({ looked_at: 0 })
  })
})

describe('recent failures', () => {
  beforeEach(async () => {
    await database.sql`delete from public.webhook_events`
    await database.sql`delete from public.cron_runs`
    await database.sql`delete from public.email_outbox`
  })

  it('are jobs, webhooks and mails that went wrong since a moment, and nothing else', async () => {
    const { sql } = database
    const { id } = await addUser(sql)
    await sql`select public.record_cron_run('ledger', now(), 1, null, 'it broke')`
    await sql`select public.record_cron_run('ledger', now(), 1, null, 'it broke again')`
    await sql`select public.record_cron_run('quiet', now(), 1, '{}')`
    await sql`select public.record_cron_run('long ago', now() - interval '3 days', 1, null, 'x')`
    await sql`select public.store_webhook_event('e1', 'payment.succeeded', '{}')`
    await sql`select public.finish_webhook_event('e1', 'parked', 'who?')`
    await sql`select public.store_webhook_event('e2', 'refund.succeeded', '{}')`
    await sql`update public.email_outbox set status = 'failed', error = 'no such mailbox' where user_id = ${id}`
    const since = new Date(Date.now() - DAY)
    expect(await sql`select * from public.recent_failures(${since})`).toEqual([
      { area: 'job', name: 'ledger', status: 'failed', failures: 2, last_error: 'it broke again' },
      { area: 'mail', name: 'welcome', status: 'failed', failures: 1, last_error: 'no such mailbox' },
      { area: 'webhook', name: 'payment.succeeded', status: 'parked', failures: 1, last_error: 'who?' },
    ])
  })

  it('are told once: not those that admins were told of, unless they were under way then', async () => {
    const { sql } = database
    const [{ id }, { id: admin }] = [await addUser(sql), await addUser(sql)]
    await sql`update public.profiles set role = 'admin' where id = ${admin}`
    const since = new Date(Date.now() - DAY)
    const names = async () =>
      (await sql<{ name: string }[]>`select name from public.recent_failures(${since})`).map(
        ({ name }) => name,
      )
    const key = `failures:${new Date().toISOString().slice(0, 10)}`
    const toldAgo = async (age: string) => {
      await sql`delete from public.email_outbox where kind = 'admin_alarm'`
      await sql`select public.alarm_admins('It failed', '[]', ${key})`
      // Their key says the day; near midnight the alarm stays one of that day.
      await sql`update public.email_outbox set created_at = now() - ${age}::interval,
        key = 'alarm:failures:' || to_char((now() - ${age}::interval) at time zone 'UTC', 'YYYY-MM-DD')
        where kind = 'admin_alarm'`
    }
    await sql`select public.record_cron_run('old', now() - interval '3 hours', 1, null, 'x')`
    await sql`select public.record_cron_run('long', now() - interval '3 hours', 7200000, null, 'x')`
    await sql`
      insert into public.webhook_events (webhook_id, type, payload, status, received_at)
      select 'told:' || e.type, e.type, '{}', e.status, now() - e.age::interval
      from (values ('old', 'failed', '3 hours'), ('new', 'parked', '1 hour'), ('left behind', 'received', '2 hours 10 minutes'),
        ('under way', 'received', '5 minutes')) e(type, status, age)`
    await sql`update public.email_outbox set status = 'failed', next_attempt_at = now() - interval '3 hours',
      created_at = now() - interval '3 days' where user_id = ${id}`
    expect(await names()).toEqual(['long', 'old', 'welcome', 'left behind', 'new', 'old'])
    await toldAgo('2 hours')
    expect(await names()).toEqual(['long', 'left behind', 'new'])
    await toldAgo('30 seconds')
    expect(await names()).toEqual([])
    await sql`select public.record_cron_run('ledger', now(), 1, null, 'it broke')`
    expect(await names()).toEqual(['ledger'])
  })
})
