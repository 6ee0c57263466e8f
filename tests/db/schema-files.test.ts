import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { describeSchema, SNAPSHOT_FILE } from '../../local/schema/describe-schema'
import { generateTypes, TYPES_FILE } from '../../local/schema/generate-types'
import { useDatabase } from '../helpers/database'

const read = (file: string) => readFileSync(file, 'utf8')

describe('what is generated from the migrations', () => {
  const database = useDatabase({ checkLedger: false })

  it('has types that are up to date', async () => {
    const stale = 'lib/supabase/database.types.ts is out of date: npm run db:types'
    expect(read(TYPES_FILE), stale).toBe(await generateTypes(database.url))
  })

  it('has a snapshot that is up to date', async () => {
    const stale = 'supabase/schema.snapshot.sql is out of date: npm run db:snapshot'
    expect(read(SNAPSHOT_FILE), stale).toBe(await describeSchema(database.sql))
  })
})

describe('the snapshot', () => {
  const database = useDatabase({ checkLedger: false })

  it('shows what a change to the schema opens', async () => {
    const before = await describeSchema(database.sql)
    await database.sql.unsafe(`
      create table public.notes (id bigint primary key, owner_id uuid);
      grant select (id) on public.notes to anon;
      create function public.open_door() returns void language sql as '';
      grant execute on function public.open_door() to public;
      create policy "anyone" on realtime.messages for insert to anon with check (true);`)
    const lines = before.split('\n')
    const added = (await describeSchema(database.sql)).split('\n').filter((line) => !lines.includes(line))
    expect(added).toEqual(
      expect.arrayContaining([
        'table public.notes without row level security',
        '  id: grant select to anon',
        'function public.open_door()',
        '  grant execute to everyone',
        '  policy anyone for insert to anon',
      ]),
    )
  })
})
