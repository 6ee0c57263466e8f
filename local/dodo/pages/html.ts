import { randomBytes } from 'node:crypto'
import type { Answer } from '../http'
import type { Span } from '../model/catalogue'
import { STYLE } from './style'

/** Markup that is safe to send: made by `html`, which escapes whatever is put into it. */
export class Html {
  constructor(readonly text: string) {}
}

type Part = Html | string | number | false | null | undefined | Part[]

/** A template whose text values are escaped, in content and in quoted attributes; `false` and `null` give nothing. */
export function html(strings: TemplateStringsArray, ...parts: Part[]): Html {
  return new Html(strings.reduce((text, piece, index) => text + render(parts[index - 1]) + piece))
}

function render(part: Part): string {
  if (part === false || part === null || part === undefined) return ''
  if (part instanceof Html) return part.text
  if (Array.isArray(part)) return part.map(render).join('')
  return String(part).replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`)
}

/** Minor units as people read them: 999 and USD give $9.99. */
export function formatAmount(amount: number, currency: string): string {
  const format = new Intl.NumberFormat('en-US', { style: 'currency', currency })
  return format.format(amount / 10 ** (format.resolvedOptions().maximumFractionDigits ?? 2))
}

/** A moment as people read it, to the second, in UTC. */
export function formatTime(iso: string): string {
  return `${iso.slice(0, 19).replace('T', ' ')} UTC`
}

/** A day as people read it, in UTC. */
export function formatDay(iso: string): string {
  return new Date(iso).toLocaleDateString('en-US', { dateStyle: 'medium', timeZone: 'UTC' })
}

/** How often something is paid: `every month`, `every 3 weeks`. */
export function everySpan({ count, interval }: Span): string {
  const unit = interval.toLowerCase()
  return count === 1 ? `every ${unit}` : `every ${count} ${unit}s`
}

/** A whole page with the banner that says that this is no real shop. `script` is the text of an inline script. */
export function page(
  content: { title: string; main: Html; theme?: 'light' | 'dark' | 'system'; script?: string },
  status = 200,
): Answer {
  const nonce = randomBytes(16).toString('base64')
  const scheme = content.theme === 'light' || content.theme === 'dark' ? content.theme : 'light dark'
  const { text } = html`<!doctype html>
<html lang="en" style="color-scheme: ${scheme}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="${scheme}">
<title>${content.title}</title>
<link rel="icon" href="data:,">
<style>${new Html(STYLE)}</style>
</head>
<body>
<header class="banner">Test mode - local stand-in for DodoPayments, no money moves</header>
${content.main}
${content.script ? html`<script nonce="${nonce}">${new Html(content.script)}</script>` : ''}
</body>
</html>
`
  const policy = `default-src 'none'; style-src 'unsafe-inline'; img-src data:; connect-src 'self'; script-src 'nonce-${nonce}'; base-uri 'none'; frame-ancestors 'none'`
  const headers = { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': policy }
  return { status, headers, body: text }
}

/** A short page that says one thing and offers one way on. */
export function noticePage(
  notice: {
    title: string
    text: string
    link?: { href: string; label: string } | null
    mark?: 'good' | 'bad'
  },
  status = 200,
): Answer {
  const main = html`<main class="notice">
<div class="mark ${notice.mark ?? 'bad'}" aria-hidden="true">${notice.mark === 'good' ? '✓' : '!'}</div>
<h1>${notice.title}</h1>
<p>${notice.text}</p>
${notice.link && html`<a class="button primary" href="${notice.link.href}">${notice.link.label}</a>`}
</main>`
  return page({ title: notice.title, main }, status)
}
