import type { Route } from 'next'

/** Where people go who did not come for a certain page. */
export const HOME = '/dashboard'

/** A link to `path` that remembers where to go afterwards; the usual destination is left out. */
export function withNext(path: string, next: string): Route {
  if (next === HOME) return path as Route
  return `${path}${path.includes('?') ? '&' : '?'}next=${encodeURIComponent(next)}` as Route
}
