import type { Route } from 'next'
import type { HistoryQuery } from './query'

/** Every feature, as a filter: what was used, and not what an admin took away. */
export const ANY_FEATURE = '*'

function toSearch(query: HistoryQuery): string {
  const pairs = Object.entries(query).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, String(value)]],
  )
  return new URLSearchParams(pairs).toString()
}

/** The address of the history page with these filters. */
export function historyHref(query: HistoryQuery): Route {
  const search = toSearch(query)
  return search ? `/history?${search}` : '/history'
}

/** The address of the same list as a file: all of its pages. */
export function historyFileHref({ before: _page, transaction: _row, ...filter }: HistoryQuery): string {
  return `/api/credits/history?${toSearch(filter) ? `${toSearch(filter)}&` : ''}format=csv`
}
