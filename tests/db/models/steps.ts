import type { TestSql } from '../../helpers/database'
import { readSubscription, syncSubscription } from '../../helpers/subscriptions'

type ModelRow = { status: string; size_bytes: number; ready_at: Date | null; retain_until: Date | null }

async function first<Row>(rows: Promise<readonly unknown[]>): Promise<Row> {
  const [row] = await rows
  if (!row) throw new Error('The function answered nothing.')
  return row as Row
}

/** Expects a `.bin` file of so many bytes from this person. */
export function startUpload(sql: TestSql, userId: string, name: string, bytes: number) {
  return first<{ id: string; storage_path: string }>(
    sql`select * from public.start_model_upload(${userId}, ${name}, 'bin', ${bytes})`,
  )
}

/** The database's side of a stored file, as the storage writes it. */
export async function putFile(
  sql: TestSql,
  path: string,
  bytes: number,
  { bucket = 'models', createdAt = new Date() } = {},
) {
  await sql`insert into storage.objects (bucket_id, name, metadata, created_at)
    values (${bucket}, ${path}, ${sql.json({ size: bytes })}, ${createdAt})`
}

export function finishUpload(sql: TestSql, userId: string, modelId: string) {
  return first<ModelRow>(sql`select * from public.finish_model_upload(${userId}, ${modelId})`)
}

/** A model that is ready, with its file, to be kept until `retainUntil` instead of for as long as the plan says. */
export async function addModel(sql: TestSql, userId: string, name: string, retainUntil?: Date) {
  const model = await startUpload(sql, userId, name, 10)
  await putFile(sql, model.storage_path, 10)
  await finishUpload(sql, userId, model.id)
  if (retainUntil) {
    await sql`update public.models set retain_until = ${retainUntil}, ready_at = ${retainUntil}::timestamptz - interval '7 days'
      where id = ${model.id}`
  }
  return model
}

/** Puts somebody on the Pro plan; resolves the subscription, to be told of its end. */
export async function subscribe(sql: TestSql, userId: string) {
  const state = await readSubscription(sql, userId)
  await syncSubscription(sql, state)
  return state
}
