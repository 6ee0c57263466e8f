import { createElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, test, vi } from 'vitest'
import { useSettings } from './ai/settings'

vi.mock('nodemailer', () => ({ createTransport: (_options: object, defaults: object) => defaults }))

useSettings(() => ({ SMTP_URL: 'smtp://127.0.0.1:25', MAIL_FROM: 'no-reply@example.com' }))

const ADDRESS = 'support@example.com'
const REPLACED = { plan: 'Pro', credits_left: 0, replaced_by: 'Enterprise' }

/** What depends on the address, as it is with this one. */
async function start(address: string) {
  vi.stubEnv('NEXT_PUBLIC_SUPPORT_EMAIL', address)
  vi.resetModules()
  const { SupportLink } = await import('../../components/brand/support-link')
  const { SiteFooter } = await import('../../components/marketing/site/site-footer')
  const { openTransport } = await import('../../lib/mail/transport')
  const { wordMessage } = await import('../../lib/notifications/describe')
  const { findPublicProblems } = await import('../../lib/env/public')
  return {
    link: renderToStaticMarkup(createElement(SupportLink, { about: 'Payment 1 & 2' })),
    footer: renderToStaticMarkup(createElement(SiteFooter)),
    mail: openTransport(),
    note: wordMessage('subscription_cancelled', REPLACED).note,
    problems: findPublicProblems().join(),
  }
}

describe('an address for support', () => {
  test('is linked to, answered to and named', async () => {
    const { link, footer, mail, note } = await start(ADDRESS)
    expect(link).toContain(`href="mailto:${ADDRESS}?subject=Payment%201%20%26%202"`)
    expect(footer).toContain(`href="mailto:${ADDRESS}"`)
    expect(mail).toEqual({ from: 'no-reply@example.com', replyTo: ADDRESS })
    expect(note).toContain(ADDRESS)
  })

  test('is promised nowhere when there is none', async () => {
    const { link, footer, mail, note } = await start('')
    expect(link).toBe('')
    expect(footer).not.toContain('Contact')
    expect(mail).toEqual({ from: 'no-reply@example.com' })
    expect(note).not.toContain('write to')
  })

  test('that is none stops the server', async () => {
    expect((await start('write to us')).problems).toContain('NEXT_PUBLIC_SUPPORT_EMAIL must be an address')
    expect((await start(ADDRESS)).problems).not.toContain('NEXT_PUBLIC_SUPPORT_EMAIL')
  })
})
