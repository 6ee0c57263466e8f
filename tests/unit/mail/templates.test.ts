import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { composeMail } from '../../../lib/mail/compose-mail'
import { describeNotification, wordMessage } from '../../../lib/notifications/describe'
import { NOTIFICATION_KINDS, type NotificationKind } from '../../../lib/notifications/kinds'
import { PROJECT_ROOT } from '../../../local/paths'
import { MAIL_SAMPLES } from '../../helpers/mail-samples'
import { useSettings } from '../ai/settings'

useSettings(() => ({ UNSUBSCRIBE_SECRET: 'u'.repeat(24), MAIL_POSTAL_ADDRESS: '1 Main Street, Springfield' }))

const USER = '5d5c2a0e-9f7b-4c1d-8a52-b40f2f6f3f10'
const KINDS = Object.keys(NOTIFICATION_KINDS) as NotificationKind[]
const ALL = KINDS.flatMap((kind) =>
  MAIL_SAMPLES[kind].map((data, index) => [`${kind} ${index + 1}`, kind, data] as const),
)

const compose = (kind: NotificationKind, data: unknown, isRequired = false) =>
  composeMail({ id: 7, kind, data, userId: USER, email: 'ada@example.com', isRequired })

/** What a reader sees of the HTML. */
const visible = (html: string) =>
  html
    .replace(/<(style|title)[\s\S]*?<\/\1>|<!--[\s\S]*?-->|<[^>]+>/g, ' ')
    .replaceAll('&#x27;', "'")
    .replaceAll('&quot;', '"')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')
    .replace(/\s+/g, ' ')

describe.each(ALL)('%s', (_name, kind, data) => {
  test('says the same in both parts, and nothing that is no text', async () => {
    const message = wordMessage(kind, data)
    const { subject, html, text } = await compose(kind, data)
    expect(subject).toBe(message.title)
    expect(subject.length).toBeLessThanOrEqual(78)
    const shown = visible(html)
    for (const words of [
      message.title,
      message.text,
      message.action,
      message.note ?? '',
      ...(message.facts ?? []).flat(),
      ...(message.total ?? []),
      ...(message.lines ?? []),
      'ada@example.com',
      '1 Main Street, Springfield',
    ]) {
      expect(shown).toContain(words.replace(/\s+/g, ' '))
      expect(text).toContain(words)
    }
    for (const part of [subject, html, text])
      expect(part).not.toMatch(/undefined|NaN|null|\[object|Invalid Date/)
  })

  test('leads to a page of this app', async () => {
    const { href } = wordMessage(kind, data)
    const { html, text } = await compose(kind, data)
    expect(href).toMatch(/^\/[a-z]/)
    const url = new URL(href, 'http://localhost:3000').href
    expect(html).toContain(`href="${url}"`)
    expect(text).toContain(url)
  })
})

test('there are words for every kind, and a sample of each', () => {
  expect(Object.keys(MAIL_SAMPLES).sort()).toEqual([...KINDS].sort())
})

describe('amounts and dates', () => {
  test('are in the currency they were paid in, and in words', async () => {
    const [dollars, rupees] = MAIL_SAMPLES.purchase_receipt
    expect((await compose('purchase_receipt', dollars)).text).toContain('Paid: $79.98')
    expect((await compose('purchase_receipt', rupees)).text).toContain('Paid: ₹999.00')
    expect((await compose('subscription_ending', MAIL_SAMPLES.subscription_ending[0])).subject).toBe(
      'Your Pro plan ends on 20 December 2026',
    )
  })

  test('are of the day in UTC wherever the server is', () => {
    const late = { plan: 'Pro', ends_at: '2026-12-31T23:59:00-00:00' }
    expect(wordMessage('subscription_ending', late).title).toContain('31 December 2026')
  })
})

describe('a name that is markup', () => {
  test('stays text', async () => {
    const { html } = await compose('model_expiring', MAIL_SAMPLES.model_expiring[0])
    expect(html).not.toContain('<b>')
    expect(html).toContain('&lt;b&gt;')
  })
})

describe('unsubscribing', () => {
  test('is one click of the mail program, except for required mails', async () => {
    const optional = await compose('low_balance', MAIL_SAMPLES.low_balance[0])
    expect(optional.headers).toMatchObject({
      'List-Unsubscribe': expect.stringMatching(
        /^<http:\/\/localhost:3000\/api\/unsubscribe\?token=[\w.%-]+>$/,
      ),
      'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
    })
    expect(optional.html).toContain('/unsubscribe?token=')
    const required = await compose('purchase_receipt', MAIL_SAMPLES.purchase_receipt[0], true)
    expect(Object.keys(required.headers)).toEqual(['Auto-Submitted'])
    expect(`${required.html}${required.text}`).not.toContain('/unsubscribe')
  })
})

describe('the Message-ID', () => {
  test('is the same each time one mail is composed, and another for each mail', async () => {
    const first = await compose('welcome', { credits: 50 })
    expect((await compose('welcome', { credits: 50 })).messageId).toBe(first.messageId)
    const other = await composeMail({
      id: 8,
      kind: 'welcome',
      data: { credits: 50 },
      userId: USER,
      email: 'ada@example.com',
      isRequired: false,
    })
    expect(other.messageId).not.toBe(first.messageId)
    expect(first.messageId).toMatch(/^<7\.[0-9a-f]{16}@localhost>$/)
  })
})

describe('data of another shape', () => {
  test('is refused by the mail, and shown in the app by the name of its kind', async () => {
    await expect(compose('refund', { credits: '5' })).rejects.toThrow()
    expect(describeNotification('refund', {})).toEqual({ title: 'Refunds', text: '', href: '/notifications' })
    expect(describeNotification('of tomorrow', {})).toMatchObject({ title: 'Something happened' })
  })
})

test('every page that is linked to exists', () => {
  const paths = ALL.map(([, kind, data]) => wordMessage(kind, data).href.split('?')[0] ?? '')
  const missing = [...new Set(paths)].filter((path) => {
    const folders = ['(protected)', '(tools)', '(marketing)'].map((group) => join('app', group, path))
    return !folders.some((folder) => existsSync(join(PROJECT_ROOT, folder, 'page.tsx')))
  })
  expect(missing).toEqual([])
})
