const BASE = 'http://same.origin'

/**
 * The path to go to after signing in: `next` when it stays on this site, else `fallback`.
 * Resolving it the way a browser would catches `//evil.example`, `/\evil.example` and tabs inside them.
 */
export function safeNextPath(next: unknown, fallback = '/dashboard'): string {
  if (typeof next !== 'string' || !next.startsWith('/') || !URL.canParse(next, BASE)) return fallback
  const url = new URL(next, BASE)
  return url.origin === BASE ? url.pathname + url.search + url.hash : fallback
}
