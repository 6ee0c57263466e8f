import type { TestSql } from './database'

export type ItemRow = { id: string; version: string } & Record<string, unknown>
export type PriceRow = {
  feature: string
  version: string
  current: { credits: number; since: string | null } | null
  upcoming: { effectiveFrom: string; credits: number | null }[]
}

/** The `answer` of a query of one row. */
export async function askOne<T>(query: Promise<{ answer: T }[]>): Promise<T> {
  const [row] = await query
  if (!row) throw new Error('The function answered nothing.')
  return row.answer
}

/** The catalogue as an admin sees it. */
export const readCatalogue = (sql: TestSql, admin: string) =>
  askOne(
    sql<{ answer: { packages: ItemRow[]; plans: ItemRow[]; prices: PriceRow[]; bonuses: ItemRow[] } }[]>`
      select public.admin_catalogue(${admin}) as answer`,
  )

/** What the trail says was done to something that is nobody, oldest first. */
export const readTrail = (sql: TestSql, subject: string) =>
  sql<{ action: string; reason: string | null; before: object | null; after: object }[]>`
    select action, reason, before, after from public.admin_actions where subject = ${subject} order by id`
