import type { Route } from 'next'

/** The address of a list with what it is narrowed to; what is empty is left out. */
export function listPath(path: string, query: Record<string, string | number | null | undefined>): Route {
  const given = Object.entries(query).flatMap(([name, value]) => (value ? [[name, String(value)]] : []))
  const text = new URLSearchParams(given).toString()
  return (text ? `${path}?${text}` : path) as Route
}
