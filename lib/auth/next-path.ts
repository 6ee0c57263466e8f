import { HOME } from './form/next-link'

const BASE = 'http://same.origin'

/**
 * The path to go to after signing in: `next` when it stays on this site, else `fallback`.
 * Resolving it the way a browser would catches `//evil.example`, `/\evil.example` and tabs inside them; the resolved
 * path is looked at again, because `/.//evil.example` resolves to `//evil.example`.
 */
export function safeNextPath(next: unknown, fallback = HOME): string {
  if (typeof next !== 'string' || !next.startsWith('/') || !URL.canParse(next, BASE)) return fallback
  const url = new URL(next, BASE)
  if (url.origin !== BASE || url.pathname.startsWith('//')) return fallback
  return url.pathname + url.search + url.hash
}

/** As safeNextPath, for links in mails: their `next` is an absolute address, accepted when it lies on `site`. */
export function nextPathFromLink(next: unknown, site: URL): string {
  if (typeof next !== 'string' || !URL.canParse(next)) return safeNextPath(next)
  const url = new URL(next)
  return url.origin === site.origin
    ? safeNextPath(url.pathname + url.search + url.hash)
    : safeNextPath(undefined)
}
