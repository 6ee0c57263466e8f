import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Sql } from 'postgres'
import { PROJECT_ROOT, SUPABASE_DIR } from '../paths'

/** Where the snapshot is kept. */
export const SNAPSHOT_FILE = join(SUPABASE_DIR, 'schema.snapshot.sql')

const HEADER = `-- What the migrations add up to: written by \`npm run db:snapshot\`, run by nothing. For reading, and for seeing in a
-- diff what a change of the migrations does. Tables have row level security unless they say otherwise, functions are
-- here without their bodies, and rights are what others than the owner have.`

/**
 * The schemas `public` and `private` as one text, the same for the same schema: types, tables with everything that
 * hangs on them, functions, and our policies and triggers on the platform's own tables.
 */
export async function describeSchema(sql: Sql): Promise<string> {
  const query = readFileSync(join(PROJECT_ROOT, 'local', 'schema', 'describe.sql'), 'utf8')
  const paragraphs = await sql.begin(async (tx) => {
    await tx`set local search_path = ''`
    return await tx.unsafe<{ text: string }[]>(query)
  })
  return `${[HEADER, ...paragraphs.map(({ text }) => text)].join('\n\n')}\n`
}
