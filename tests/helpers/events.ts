import { randomUUID } from 'node:crypto'
import type postgres from 'postgres'
import type { TestSql } from './database'

export type StoredEvent = { id: string; type: string; status: string; error: string | null; attempts: number }

/** An event as a delivery leaves it. */
export async function addEvent(
  sql: TestSql,
  status: string,
  { type = 'payment.succeeded', payload = {} as postgres.JSONValue, id = `evt_${randomUUID()}` } = {},
) {
  await sql`select public.store_webhook_event(${id}, ${type}, ${sql.json(payload)})`
  if (status !== 'received') await sql`select public.finish_webhook_event(${id}, ${status}, 'because')`
  return id
}

/** An event as its page shows it. */
export async function readEvent(sql: TestSql, admin: string, id: string) {
  const [row] = await sql<{ event: { acts: object[] } & StoredEvent }[]>`
    select public.get_webhook_event(${admin}, ${id}) as event`
  return row?.event
}

type Filters = { search?: string; status?: string; type?: string; before?: string; limit?: number }

/** A page of the list of events. */
export async function searchEvents(
  sql: TestSql,
  admin: string,
  { search, status, type, before, limit = 30 }: Filters = {},
) {
  const [row] = await sql<{ events: StoredEvent[] }[]>`
    select public.search_webhook_events(
      ${admin}, ${search ?? null}, ${status ?? null}, ${type ?? null}, ${before ?? null}, ${limit}) as events`
  return row?.events ?? []
}
