import { createTransport } from 'nodemailer'
import type { MailTemplate } from './project-config'

const FALLBACK: MailTemplate = {
  subject: 'Your link',
  html: '<p><a href="{{ .ConfirmationURL }}">Continue</a></p>',
}

type Facts = { redirectTo?: string; currentEmail?: string; newEmail?: string; tokenHash?: string }

export type MailerOptions = {
  smtpUrl: string
  siteUrl: string
  /** By the names of config.toml: confirmation, magic_link, recovery, email_change, reauthentication. */
  templates: Record<string, MailTemplate>
  /** Where the request under way wants its link to lead, if it said so and may. */
  currentRedirect: () => string | undefined
}

export type Mailer = ReturnType<typeof createMailer>

/**
 * Sends the auth mails as hosted Supabase does: rendered from the project's templates, and with the `redirect_to`
 * of the request that caused them, which the server's own mailer leaves out.
 */
export function createMailer({ smtpUrl, siteUrl, templates, currentRedirect }: MailerOptions) {
  const transport = createTransport(smtpUrl)

  async function send(kind: string, to: string, hash: string, code: string, type: string, facts: Facts = {}) {
    const template = templates[kind] ?? FALLBACK
    const redirectTo = currentRedirect() ?? siteUrl
    const confirmation = new URL('/auth/confirm', siteUrl)
    confirmation.search = new URLSearchParams({ token_hash: hash, type, next: redirectTo }).toString()
    const values: Record<string, string> = {
      ConfirmationURL: confirmation.href,
      Token: code,
      TokenHash: hash,
      SiteURL: siteUrl,
      RedirectTo: redirectTo,
      Email: facts.currentEmail ?? to,
      NewEmail: facts.newEmail ?? to,
    }
    const html = renderTemplate(template.html, values)
    await transport.sendMail({
      from: { name: 'Creditkit', address: 'no-reply@creditkit.local' },
      to,
      subject: fill(template.subject || FALLBACK.subject, values, (value) => value),
      html,
      text: toPlainText(html),
    })
  }

  return {
    sendConfirmation: (to: string, hash: string, code: string, facts?: Facts) =>
      send('confirmation', to, hash, code, 'signup', facts),
    sendMagicLink: (to: string, hash: string, code: string, facts?: Facts) =>
      send('magic_link', to, hash, code, 'magiclink', facts),
    sendRecovery: (to: string, hash: string, code: string, facts?: Facts) =>
      send('recovery', to, hash, code, 'recovery', facts),
    sendEmailChange: (to: string, hash: string, code: string, facts?: Facts) =>
      send('email_change', to, hash, code, 'email_change', facts),
    sendReauthentication: (to: string, code: string, facts?: Facts) =>
      send('reauthentication', to, facts?.tokenHash ?? '', code, 'reauthentication', facts),
    close: () => transport.close(),
  }
}

function fill(
  text: string,
  values: Record<string, string>,
  escapeValue: (value: string, name: string) => string,
) {
  return text.replace(/\{\{\s*\.(\w+)\s*\}\}/g, (whole, name: string) => {
    const value = values[name]
    return value === undefined ? whole : escapeValue(value, name)
  })
}

/**
 * Fills in a Go template the way Go's html/template does for the two places our templates use: percent-encoded in the
 * query of a link, HTML-escaped everywhere else. Conditions and loops are not supported.
 */
export function renderTemplate(html: string, values: Record<string, string>): string {
  const links = html.replace(/(href="[^"?]*\?)([^"]*)"/g, (_whole, start: string, query: string) => {
    return `${start}${fill(query, values, encodeURIComponent)}"`
  })
  return fill(links, values, escapeHtml)
}

// The mail in words: what a reader without HTML gets, and what mail programs show as a preview.
function toPlainText(html: string) {
  return unescapeHtml(
    html
      .replace(/^[\s\S]*<body[^>]*>/i, '')
      .replace(/<a [^>]*href="([^"]*)"[^>]*>([\s\S]*?)<\/a>/gi, '$2: $1')
      .replace(/<[^>]+>/g, ''),
  )
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean)
    .join('\n\n')
}

const ENTITIES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&#34;',
  "'": '&#39;',
}

function unescapeHtml(text: string) {
  return Object.entries(ENTITIES).reduceRight(
    (rest, [plain, escaped]) => rest.replaceAll(escaped, plain),
    text,
  )
}

function escapeHtml(value: string) {
  return value.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character)
}
