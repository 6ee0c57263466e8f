import { createElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, it } from 'vitest'
import { AuditList } from '../../../components/admin/audit/audit-list'
import { FactsDiff } from '../../../components/admin/audit/facts-diff'
import { subjectPath } from '../../../components/admin/audit/subject-path'

type Facts = Record<string, unknown> | null

const draw = (before: Facts, after: Facts) =>
  renderToStaticMarkup(createElement(FactsDiff, { before, after })).replaceAll('<!-- -->', '')

/** Each fact by its name, with what was struck through in ~~. */
function read(before: Facts, after: Facts): Record<string, string> {
  const rows = draw(before, after)
    .replace(/<span class="sr-only">[^<]*<\/span>/g, '')
    .replace(/<\/?del[^>]*>/g, '~~')
    .matchAll(/<dt[^>]*>(.*?)<\/dt><dd[^>]*>(.*?)<\/dd>/g)
  return Object.fromEntries([...rows].map(([, name, value]) => [name, value?.replace(/<[^>]*>/g, '')]))
}

describe('what an admin changed', () => {
  it('is the values before and after', () => {
    expect(read({ role: 'user', plan: 'free' }, { role: 'admin', plan: 'free' })).toEqual({
      role: '~~user~~ → admin',
    })
    expect(read({ priceCents: 999, currency: 'USD' }, { priceCents: 1250, currency: 'USD' })).toEqual({
      price: '~~$9.99~~ → $12.50',
    })
    expect(read(null, { credits: 1200 })).toEqual({ credits: '1,200' })
  })

  it('strikes nothing through that was only looked at before', () => {
    const mail = { status: 'failed', attempts: 1, error: null }
    expect(read(mail, { status: 'queued' })).toEqual({ status: '~~failed~~ → queued', attempts: 'was 1' })
    const agreed = { agreedCents: 999, currency: 'USD' }
    expect(read(agreed, { paidCents: 1099, currency: 'USD' })).toEqual({
      agreed: 'was $9.99',
      paid: '$10.99',
    })
    expect(draw({ body: 'A note' }, null)).not.toContain('text-destructive')
  })

  it('says that a whole part went away', () => {
    expect(read({ current: { credits: 3 } }, { current: null })).toEqual({
      'current, credits': '~~3~~ → nothing',
    })
  })

  it('has every moment as one, however deep', () => {
    const at = '2026-11-29T03:03:00+00:00'
    const prices = { upcoming: [{ effectiveFrom: at, credits: 4 }], at }
    expect(
      draw({ upcoming: [] }, prices).match(new RegExp(`<time dateTime="${at.replace('+', '\\+')}"`, 'g')),
    ).toHaveLength(2)
    expect(read({ upcoming: [] }, prices)).toEqual({
      upcoming: '~~none~~ → effective from 29 Nov 2026, 03:03 UTC, credits 4',
      at: '29 Nov 2026, 03:03 UTC',
    })
    expect(read(null, { subscriptions: ['sub_1', 'sub_2'] })).toEqual({ subscriptions: 'sub_1; sub_2' })
  })

  it('leaves out what tells retries apart', () => {
    expect(draw(null, { key: 'a8c1' })).toBe('')
  })
})

describe('what an admin acted on', () => {
  it.each([
    ['webhook:msg_1/2', '/admin/webhooks/msg_1%2F2'],
    ['mail:12', '/admin/mails/12'],
    ['purchase:3f2a', '/admin/purchases?q=3f2a'],
    ['job:ledger', '/admin/crons?job=ledger'],
    ['plan:pro', '/admin/catalogue'],
    ['feature:video-generation/veo2', '/admin/catalogue'],
    ['constructor:1', undefined],
    ['nothing', undefined],
  ])('%s leads to %s', (subject, path) => {
    expect(subjectPath(subject)).toBe(path)
  })

  it('is a link in the list', () => {
    const action = {
      ...{
        id: 1,
        actorId: 'a',
        actor: 'ada@example.com',
        action: 'retry_mail',
        targetId: null,
        target: null,
      },
      ...{ subject: 'mail:12', reason: null, before: null, after: null, createdAt: '2026-11-29T03:03:00Z' },
    }
    const html = renderToStaticMarkup(createElement(AuditList, { actions: [action], isNarrowed: false }))
    expect(html).toMatch(/<a [^>]*href="\/admin\/mails\/12"[^>]*>mail:12<\/a>/)
  })
})
