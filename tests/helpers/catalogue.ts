import type { TestSql } from './database'

export type ItemRow = { id: string; version: string } & Record<string, unknown>
export type TopUpRow = { version: string; currency: string; dodoProductId: string | null }
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

type Catalogue = {
  packages: ItemRow[]
  plans: ItemRow[]
  prices: PriceRow[]
  bonuses: ItemRow[]
  topUp: TopUpRow
}

/** The catalogue as an admin sees it. */
export const readCatalogue = (sql: TestSql, admin: string) =>
  askOne(
    sql<{ answer: Catalogue }[]>`
      select public.admin_catalogue(${admin}) as answer`,
  )

/** A package or plan as an admin sees it. */
export async function findItem(sql: TestSql, admin: string, kind: 'packages' | 'plans', id: string) {
  const row = (await readCatalogue(sql, admin))[kind].find((item) => item.id === id)
  if (!row) throw new Error(`There is no ${id}.`)
  return row
}

/** Saves a package or plan as somebody who saw this version of it; '' is something new. */
export const saveItem = (
  sql: TestSql,
  kind: 'package' | 'plan',
  admin: string,
  id: string,
  values: object,
  version: string,
) => {
  const json = sql.json(values as never)
  return askOne<ItemRow>(
    kind === 'plan'
      ? sql`select public.save_plan(${admin}, ${id}, ${json}, ${version}, 'a reason') as answer`
      : sql`select public.save_package(${admin}, ${id}, ${json}, ${version}, 'a reason') as answer`,
  )
}

/** What the trail says was done to something that is nobody, oldest first. */
export const readTrail = (sql: TestSql, subject: string) =>
  sql<{ action: string; reason: string | null; before: object | null; after: object }[]>`
    select action, reason, before, after from public.admin_actions where subject = ${subject} order by id`
