import type { TestSql } from './database'

type Data = Record<string, string | number | boolean | string[]>

/** Tells somebody something, as a function that moved money would. Resolves whether it was news. */
export async function notify(sql: TestSql, userId: string, kind: string, key: string, data: Data = {}) {
  const [row] = await sql<{ news: boolean }[]>`
    select private.notify(${userId}, ${kind}, ${key}, ${sql.json(data)}) as news`
  return row?.news
}

export type NoticeRow = { id: number; kind: string; key: string; data: Data; read_at: Date | null }

/** Somebody's notifications, oldest first, without the welcome that everyone has. */
export async function noticesOf(sql: TestSql, userId: string): Promise<NoticeRow[]> {
  return await sql<NoticeRow[]>`select id, kind, key, data, read_at from public.notifications
    where user_id = ${userId} and kind <> 'welcome' order by id`
}

export type MailRow = {
  id: number
  kind: string
  key: string
  data: Data
  status: string
  attempts: number
  error: string | null
  next_attempt_at: Date
}

/** Somebody's mails in the outbox, oldest first, without the welcome that everyone has. */
export async function mailsOf(sql: TestSql, userId: string): Promise<MailRow[]> {
  return await sql<MailRow[]>`select id, kind, key, data, status, attempts, error, next_attempt_at
    from public.email_outbox where user_id = ${userId} and kind <> 'welcome' order by id`
}
