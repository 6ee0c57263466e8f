import type { Sql } from 'postgres'

const JSON_TEXT = 114
const JSONB = 3802
const TIMESTAMP = 1114
const TIMESTAMPTZ = 1184

type Types = {
  parsers: Record<number, (text: string) => unknown>
  serializers: Record<number, (value: unknown) => unknown>
}

/** What the API server's driver does with four of PostgreSQL's types is not what PostgREST does. */
export function mendTypes(driver: Sql): void {
  const { parsers, serializers } = driver.options as unknown as Types
  // Times are written as in JSON, `2026-11-01T09:30:00+00:00`, not in PostgreSQL's own spelling.
  for (const type of [TIMESTAMP, TIMESTAMPTZ]) {
    parsers[type] = (text) => text.replace(' ', 'T').replace(/([+-]\d\d)$/, '$1:00')
  }
  // Objects and arrays arrive as JSON text already; encoding them again would store a string in their place.
  for (const type of [JSON_TEXT, JSONB]) {
    serializers[type] = (value) => (isDocument(value) ? value : JSON.stringify(value))
  }
}

function isDocument(value: unknown) {
  if (typeof value !== 'string' || !/^\s*[[{]/.test(value)) return false
  try {
    JSON.parse(value)
    return true
  } catch {
    return false
  }
}
