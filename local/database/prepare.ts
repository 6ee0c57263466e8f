import { join } from 'node:path'
import type { Sql } from 'postgres'
import { applyMigrations, applySeed } from './migrations'
import { preparePlatform } from './platform'

// A new database gets them all, and the addresses that are printed next must stay in sight.
const MOST_NAMED = 5

/**
 * Brings a database up to date: what hosted Supabase provides, then the project's new migrations, then its seed if
 * that is new. Says one line for each thing it did.
 */
export async function prepareDatabase(sql: Sql, supabaseDir: string, onNotice: (line: string) => void) {
  await preparePlatform(sql)
  const { applied, changed } = await applyMigrations(sql, join(supabaseDir, 'migrations'))
  if (applied.length > MOST_NAMED)
    onNotice(`applied ${applied.length} migrations, ${applied[0]} to ${applied.at(-1)}`)
  else for (const file of applied) onNotice(`applied ${file}`)
  for (const file of changed) {
    onNotice(
      `${file} was changed after it was applied: npm run local:reset, or a new migration, brings that in`,
    )
  }
  if (await applySeed(sql, join(supabaseDir, 'seed.sql'))) onNotice('applied seed.sql')
}
