import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Sql } from 'postgres'

// Any number does, as long as everything that migrates this database takes the same one.
const MIGRATION_LOCK = 4_820_117

export type MigrationReport = {
  /** File names, in the order they ran. */
  applied: string[]
  /** File names that read differently from what was applied under their version. */
  changed: string[]
}

/**
 * Applies the migrations of a folder that this database has not had yet, oldest first, each in its own transaction
 * together with its line in the history that the Supabase CLI keeps. Rejects with the file, the line and the
 * server's words; what ran before the broken file stays applied.
 */
export async function applyMigrations(sql: Sql, folder: string): Promise<MigrationReport> {
  const report: MigrationReport = { applied: [], changed: [] }
  if (!existsSync(folder)) return report
  const files = readdirSync(folder).sort()
  const connection = await sql.reserve()
  try {
    await connection`select pg_advisory_lock(${MIGRATION_LOCK})`
    const rows = await connection<{ version: string; statements: string[] | null }[]>`
      select version, statements from supabase_migrations.schema_migrations`
    const known = new Map(rows.map((row) => [row.version, row.statements]))
    for (const file of files) {
      const named = /^(\d+)_(.*)\.sql$/.exec(file)
      if (!named) continue
      const [, version = '', name = ''] = named
      const text = readFileSync(join(folder, file), 'utf8')
      const before = known.get(version)
      if (known.has(version)) {
        if (before?.length === 1 && before[0] !== text) report.changed.push(file)
        continue
      }
      await connection`begin`
      try {
        await connection.unsafe(text).simple()
        await connection`
          insert into supabase_migrations.schema_migrations (version, name, statements)
          values (${version}, ${name}, ${[text]})`
        await connection`commit`
      } catch (error) {
        await connection`rollback`
        throw describe(error, file, text)
      }
      report.applied.push(file)
    }
  } finally {
    await connection`select pg_advisory_unlock(${MIGRATION_LOCK})`.catch(() => undefined)
    connection.release()
  }
  return report
}

/** Runs a seed file in one transaction unless this database has had this very text. Returns whether it ran. */
export async function applySeed(sql: Sql, file: string): Promise<boolean> {
  if (!existsSync(file)) return false
  const text = readFileSync(file, 'utf8')
  const hash = createHash('sha256').update(text).digest('hex')
  const [known] = await sql`select hash from supabase_migrations.seed_files where path = 'seed.sql'`
  if (known?.hash === hash) return false
  try {
    await sql.begin(async (tx) => {
      await tx.unsafe(text).simple()
      await tx`
        insert into supabase_migrations.seed_files (path, hash) values ('seed.sql', ${hash})
        on conflict (path) do update set hash = excluded.hash`
    })
  } catch (error) {
    throw describe(error, 'seed.sql', text)
  }
  return true
}

function describe(error: unknown, file: string, text: string) {
  const facts = error as { message?: string; position?: string; detail?: string; hint?: string }
  const line = facts.position ? `:${text.slice(0, Number(facts.position)).split('\n').length}` : ''
  const extra = [facts.detail, facts.hint].filter(Boolean).map((part) => ` ${part}`)
  return new Error(`${file}${line}: ${facts.message ?? String(error)}${extra.join('')}`, { cause: error })
}
