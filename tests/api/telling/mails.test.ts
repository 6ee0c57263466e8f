import { afterAll, beforeAll, expect, test } from 'vitest'
import { required } from '../../helpers/app/people'
import { useApp } from '../../helpers/app/use-app'
import { createMailboxClient } from '../../helpers/mailbox'
import { mailsOf, notify } from '../../helpers/notices'

const app = useApp()
const secret = required(app.env, 'CRON_SECRET')
const mailbox = createMailboxClient(required(app.env, 'MAILBOX_URL'))
const headers = { authorization: `Bearer ${secret}` }

const DAY = 86_400_000

/** Mails to this address about a subject that begins so. */
const about = async (to: string, subject: string) =>
  (await mailbox.list(to)).filter((mail) => mail.subject.startsWith(subject))

async function readHeaders(id = '') {
  const { headers } = await mailbox.get(id)
  return Object.fromEntries(headers.map(({ name, value }) => [name.toLowerCase(), value]))
}

test('a mail is sent once, however many senders look at once, and says so in the outbox', async () => {
  const { sql } = app
  const people = await Promise.all([1, 2, 3].map(() => app.signUp()))
  for (const { id } of people) {
    for (const level of [20, 10, 5])
      await notify(sql, id, 'low_balance', `low:${level}`, { level, available: level, reference: 100 })
  }
  const answers = await Promise.all(
    Array.from({ length: 4 }, () => app.stranger('/api/cron/ledger', { headers })),
  )
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200])
  for (const { id, email } of people) {
    for (const level of [20, 10, 5])
      await mailbox.waitForMail({ to: email, subject: `You have ${level} credits` })
    expect(await about(email, 'You have ')).toHaveLength(3)
    expect(await mailsOf(sql, id)).toMatchObject(
      [1, 2, 3].map(() => ({ status: 'sent', attempts: 1, error: null })),
    )
  }
})

test('a mail has both parts, a stable id, and one click to unsubscribe unless it is required', async () => {
  const { sql } = app
  const { id, email } = await app.signUp()
  await notify(sql, id, 'low_balance', 'low:1', { level: 20, available: 18, reference: 100 })
  await notify(sql, id, 'refund', 'refund:1', { credits: 5, refunded_cents: 999, currency: 'USD', debt: 0 })
  await app.stranger('/api/cron/ledger', { headers })
  const low = await mailbox.waitForMail({ to: email, subject: 'You have 18 credits left' })
  const refund = await mailbox.waitForMail({ to: email, subject: 'We refunded $9.99' })
  expect(low.from).toBe(app.env.MAIL_FROM)
  expect(low.html).toContain('Buy credits')
  expect(low.text).toContain(`Buy credits: ${new URL('/buy-credits', app.env.NEXT_PUBLIC_SITE_URL)}`)
  const [row] = await mailsOf(sql, id)
  const optional = await readHeaders(low.id)
  expect(optional).toMatchObject({
    'list-unsubscribe-post': 'List-Unsubscribe=One-Click',
    'auto-submitted': 'auto-generated',
    'message-id': expect.stringMatching(new RegExp(`^<${row?.id}\\.[0-9a-f]{16}@localhost>$`)),
  })
  expect(optional['list-unsubscribe']).toContain('/api/unsubscribe?token=')
  expect(await readHeaders(refund.id)).not.toHaveProperty('list-unsubscribe')
})

test('a mail that can’t be written is tried again later, and holds up no other', async () => {
  const { sql } = app
  const { id, email } = await app.signUp()
  await notify(sql, id, 'refund', 'broken', { credits: 'many' })
  await notify(sql, id, 'low_balance', 'whole', { level: 20, available: 18, reference: 100 })
  await app.stranger('/api/cron/ledger', { headers })
  await mailbox.waitForMail({ to: email, subject: 'You have 18 credits left' })
  const [broken] = await mailsOf(sql, id)
  expect(broken).toMatchObject({ status: 'queued', attempts: 1, error: expect.stringContaining('credits') })
  expect(broken?.next_attempt_at.getTime()).toBeGreaterThan(Date.now())
})

test('somebody who opted out since gets nothing', async () => {
  const { sql } = app
  const { id } = await app.signUp()
  await notify(sql, id, 'follow_up_inactive', 'follow_up:inactive', { available: 50 })
  await sql`update public.profiles set marketing_opt_out = true where id = ${id}`
  await app.stranger('/api/cron/ledger', { headers })
  await expect.poll(async () => (await mailsOf(sql, id))[0]?.status, { timeout: 10_000 }).toBe('dropped')
})

test('follow-ups reach those they are due for, once', async () => {
  const { sql } = app
  const [idle, opted] = [await app.signUp(), await app.signUp()]
  const yesterday = new Date(Date.now() - 1.1 * DAY)
  await sql`update public.profiles set created_at = ${yesterday} where id in ${sql([idle.id, opted.id])}`
  await sql`update public.profiles set marketing_opt_out = true where id = ${opted.id}`
  const run = async () => (await app.stranger('/api/send-followup-emails', { headers })).status
  expect(await Promise.all([run(), run()])).toEqual([200, 200])
  expect(await run()).toBe(200)
  await mailbox.waitForMail({ to: idle.email, subject: 'Your 50 credits are waiting' })
  expect(await about(idle.email, 'Your 50 credits')).toHaveLength(1)
  expect(await mailsOf(sql, opted.id)).toEqual([])
})

test('credits that expire tomorrow are warned about by the daily job', async () => {
  const { sql } = app
  const { id, email } = await app.signUp()
  const expiresAt = new Date(Date.now() + DAY)
  await sql`select public.grant_credits(${id}, 7, 'bonus', 'soon', p_expires_at => ${expiresAt})`
  await expect
    .poll(
      async () => {
        await app.stranger('/api/cron/ledger', { headers })
        return about(email, '7 credits expire on')
      },
      { timeout: 20_000 },
    )
    .toHaveLength(1)
})

let admins: string[] = []
beforeAll(async () => {
  admins = (await app.sql`select id from public.profiles where role = 'admin'`).map((row) => row.id)
})
afterAll(async () => {
  await app.sql`delete from public.webhook_events where webhook_id = 'mails-test'`
})

test('admins hear of webhooks that failed from whichever job comes first, once a day', async () => {
  const { sql } = app
  await sql`select public.store_webhook_event('mails-test', 'payment.succeeded', '{}')`
  await sql`select public.finish_webhook_event('mails-test', 'failed', 'it broke')`
  const key = `alarm:failures:${new Date().toISOString().slice(0, 10)}`
  const told = async () =>
    (await sql`select user_id from public.notifications where key = ${key}`).map((row) => row.user_id).sort()
  for (const job of ['hourly', 'ledger', 'hourly']) {
    await app.stranger(`/api/cron/${job}`, { headers })
    expect(await told(), job).toEqual([...admins].sort())
  }
})
