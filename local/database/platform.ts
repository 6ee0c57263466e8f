import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Sql } from 'postgres'
import { PROJECT_ROOT } from '../paths'

const read = (path: string) => readFileSync(join(PROJECT_ROOT, 'local', path), 'utf8')

/**
 * Gives a database what a hosted project has before its first migration: roles, and the schemas auth, storage,
 * realtime and supabase_migrations. Does nothing when it was already done with the same files.
 */
export async function preparePlatform(sql: Sql): Promise<void> {
  const parts = [read('database/platform.sql'), read('database/handover.sql'), read('realtime/schema.sql')]
  const lite = readFileSync(join(PROJECT_ROOT, 'node_modules/@supabase/lite/package.json'), 'utf8')
  const version = createHash('sha256')
    .update([...parts, lite].join('\n'))
    .digest('hex')
  await sql.unsafe(HISTORY)
  const [known] = await sql`select hash from supabase_migrations.platform where name = 'platform'`
  if (known?.hash === version) return
  const { getAuthSchemaSql, getStorageSchemaSql } = await import('@supabase/lite')
  const [platform, handover, realtime] = parts
  await sql.begin(async (tx) => {
    for (const part of [platform, getAuthSchemaSql(), getStorageSchemaSql(), handover, realtime]) {
      await tx.unsafe(part ?? '')
    }
    await tx`
      insert into supabase_migrations.platform (name, hash) values ('platform', ${version})
      on conflict (name) do update set hash = excluded.hash`
  })
}

// The first two tables are the ones that Supabase's own tools keep.
const HISTORY = `
  create schema if not exists supabase_migrations;
  create table if not exists supabase_migrations.schema_migrations (
    version text primary key, statements text[], name text,
    created_by text, idempotency_key text unique, rollback text[]
  );
  create table if not exists supabase_migrations.seed_files (path text primary key, hash text not null);
  create table if not exists supabase_migrations.platform (name text primary key, hash text not null);
`
