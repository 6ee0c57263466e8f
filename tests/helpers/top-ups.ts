import { randomUUID } from 'node:crypto'
import { addUser, type TestSql } from './database'
import { balance, deduct } from './ledger'

type Choice = { packageId?: string; threshold?: number; capCents?: number; isEnabled?: boolean }

/** Keeps a person's choice: Starter, 100 credits for 999 cents, below 20 credits, at most 5,000 cents, unless it says else. */
export function saveTopUp(sql: TestSql, userId: string, choice: Choice = {}) {
  const { packageId = 'starter', threshold = 20, capCents = 5000, isEnabled = true } = choice
  return sql`select public.save_top_up(${userId}, ${packageId}, ${threshold}, ${capCents}, ${isEnabled})`
}

/** Tells the database that this person's card may be charged, or whatever else `status` says. Resolves the mandate's id. */
export async function syncMandate(
  sql: TestSql,
  userId: string | null,
  { id = `sub_${randomUUID()}`, status = 'active', seenAt = new Date() } = {},
): Promise<{ id: string; outcome: string }> {
  const [row] = await sql<{ outcome: string }[]>`
    select public.sync_mandate(${id}, ${userId}, ${`cus_${id}`}, ${status}, ${seenAt}) as outcome`
  return { id, outcome: row?.outcome ?? '' }
}

/** Somebody with so many credits, a top-up as chosen and a card that may be charged. */
export async function addToppedUpUser(sql: TestSql, credits: number, choice: Choice = {}) {
  const { id } = await addUser(sql)
  const { available } = await balance(sql, id)
  await deduct(sql, id, available - credits)
  await saveTopUp(sql, id, choice)
  const mandate = await syncMandate(sql, id)
  return { id, mandateId: mandate.id }
}

export type BegunTopUp = {
  purchase_id: string | null
  mandate_id: string | null
  amount_cents: number | null
}

export async function beginTopUp(sql: TestSql, userId: string): Promise<BegunTopUp> {
  const [row] = await sql<BegunTopUp[]>`select * from public.begin_top_up(${userId})`
  if (!row) throw new Error('begin_top_up answered nothing.')
  return row
}

export async function isDue(sql: TestSql, userId: string): Promise<boolean> {
  const [row] = await sql`
    select from public.top_up_settings where user_id = ${userId} and is_enabled and due_at is not null`
  return row !== undefined
}

export async function isListed(sql: TestSql, userId: string): Promise<boolean> {
  const [row] = await sql`select from public.find_due_top_ups(1000) as due where due = ${userId}`
  return row !== undefined
}

/** As if the last try had been made so long ago. */
export function ageLastTry(sql: TestSql, userId: string, interval = '11 minutes') {
  return sql`update public.top_up_settings set last_try_at = now() - ${interval}::interval where user_id = ${userId}`
}

/** What this person was told about of these kinds, oldest first. */
export async function told(sql: TestSql, userId: string, kind: string) {
  return await sql<{ data: Record<string, unknown> }[]>`
    select data from public.notifications where user_id = ${userId} and kind like ${kind} order by id`
}
