import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createApi } from '../../helpers/app/api-client'
import { type Person, required } from '../../helpers/app/people'
import { useApp } from '../../helpers/app/use-app'
import { findBuild, startAppVariant } from '../../helpers/app/variant'
import { createMailboxClient } from '../../helpers/mailbox'
import { mailsOf, notify } from '../../helpers/notices'

const app = useApp()
const headers = { authorization: `Bearer ${required(app.env, 'CRON_SECRET')}` }
const mailbox = createMailboxClient(required(app.env, 'MAILBOX_URL'))

/** The path and token of the header that mail programs click, from a mail that was really sent. */
async function clickOf({ id, email }: Person, kind: string, data: object, subject: string) {
  await notify(app.sql, id, kind, `click:${kind}`, data as never)
  await app.stranger('/api/cron/ledger', { headers })
  const mail = await mailbox.waitForMail({ to: email, subject })
  const header = mail.headers.find(({ name }) => name.toLowerCase() === 'list-unsubscribe')?.value ?? ''
  const url = new URL(/<([^>]+)>/.exec(header)?.[1] ?? '')
  return { path: `${url.pathname}${url.search}`, token: url.searchParams.get('token') ?? '' }
}

const lowBalance = (person: Person) =>
  clickOf(person, 'low_balance', { level: 20, available: 18, reference: 100 }, 'You have 18 credits left')

/** As mail programs do it: a form, from a server of theirs, without cookies. */
const click = (path: string, call = app.stranger) =>
  call(path, {
    method: 'POST',
    body: 'List-Unsubscribe=One-Click',
    headers: { 'content-type': 'application/x-www-form-urlencoded', origin: 'https://mail.example' },
  })

const wants = async (id: string, kind: string) =>
  (
    await app.sql<
      { by_mail: boolean }[]
    >`select by_mail from public.notification_settings(${id}) where kind = ${kind}`
  )[0]?.by_mail

describe('one click', () => {
  test('switches that kind of mail off, without a session, as often as it is clicked', async () => {
    const person = await app.signUp()
    const { path } = await lowBalance(person)
    expect(await click(path)).toMatchObject({ status: 200, body: { success: true } })
    expect((await click(path)).status).toBe(200)
    expect(await wants(person.id, 'low_balance')).toBe(false)
    expect(await wants(person.id, 'credits_expiring')).toBe(true)
    await notify(app.sql, person.id, 'low_balance', 'later')
    expect((await mailsOf(app.sql, person.id)).map(({ key }) => key)).toEqual(['click:low_balance'])
  })

  test('in a follow-up opts out of all marketing', async () => {
    const person = await app.signUp()
    const { path } = await clickOf(
      person,
      'follow_up_inactive',
      { available: 50 },
      'You still have 50 credits',
    )
    expect((await click(path)).status).toBe(200)
    expect(await wants(person.id, 'follow_up_first_purchase')).toBe(false)
    const [profile] = await app.sql`select marketing_opt_out from public.profiles where id = ${person.id}`
    expect(profile).toEqual({ marketing_opt_out: true })
  })

  test('is not done by opening the link: that asks on a page', async () => {
    const person = await app.signUp()
    const { path, token } = await lowBalance(person)
    const opened = await app.stranger(path)
    expect(opened.status).toBe(303)
    const page = new URL(opened.headers.get('location') ?? '')
    expect(`${page.pathname}${page.search}`).toBe(`/unsubscribe?token=${token}`)
    const html = (await app.stranger(`${page.pathname}${page.search}`)).body
    expect(html).toContain('Unsubscribe from “Low balance”?')
    expect(await wants(person.id, 'low_balance')).toBe(true)
  })

  test('is refused for a token of somebody else’s making, and for none', async () => {
    const [person, other] = [await app.signUp(), await app.signUp()]
    const { token } = await lowBalance(person)
    const [, kind, signature] = token.split('.')
    for (const forged of [
      '',
      'x',
      `${other.id}.${kind}.${signature}`,
      `${person.id}.credits_expiring.${signature}`,
      `${person.id}.${kind}.`,
      `${person.id}.${kind}.${signature?.slice(0, -1)}`,
      `${token}.x`,
      `${person.id}.no_such_kind.${signature}`,
    ]) {
      const answer = await click(`/api/unsubscribe?token=${encodeURIComponent(forged)}`)
      expect(answer, forged).toMatchObject({ status: 403, body: { error: { code: 'forbidden' } } })
    }
    expect((await click('/api/unsubscribe')).status).toBe(403)
    expect(await wants(person.id, 'low_balance')).toBe(true)
    expect(await wants(other.id, 'low_balance')).toBe(true)
  })

  test('of somebody who is gone answers as if nobody were there', async () => {
    const person = await app.signUp()
    const { path, token } = await lowBalance(person)
    await app.sql`delete from auth.users where id = ${person.id}`
    expect((await click(path)).status).toBe(404)
    expect((await app.stranger(`/unsubscribe?token=${token}`)).body).toContain('This link does not work')
  })
})

describe('a server without mail settings', () => {
  let url: string
  let stop: (() => Promise<void>) | undefined
  beforeAll(async () => {
    const variant = await startAppVariant(await findBuild(app.url), {
      ...app.env,
      SMTP_URL: '',
      UNSUBSCRIBE_SECRET: '',
    })
    if (variant.url === undefined) throw new Error('The app refused to start.')
    ;({ url, stop } = variant)
  })
  afterAll(() => stop?.())

  test('leaves mails in the outbox, queues no follow-ups, and knows no unsubscribe link', async () => {
    const person = await app.signUp()
    const { path } = await lowBalance(person)
    const call = createApi(url)
    expect((await click(path, call)).status).toBe(403)
    const yesterday = new Date(Date.now() - 1.1 * 86_400_000)
    await app.sql`update public.profiles set created_at = ${yesterday} where id = ${person.id}`
    expect((await call('/api/send-followup-emails', { headers })).body).toEqual({
      queued: 0,
      byKind: { first_use: 0, first_purchase: 0, inactive: 0 },
      mails: { sent: 0, retried: 0, failed: 0, dropped: 0 },
    })
  })
})
