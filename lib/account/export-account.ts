import 'server-only'
import { toAppError } from '@/lib/supabase/rpc'
import { createSessionClient } from '@/lib/supabase/server'

const PAGE = 500

/** Every table that a person may read their own rows of, what of it they get, and the column its pages go by. */
const TABLES = [
  ['profiles', '*', 'id'],
  ['credit_accounts', '*', 'id'],
  ['credit_grants', '*', 'id'],
  ['credit_transactions', '*', 'id'],
  ['credit_holds', '*', 'id'],
  ['purchases', '*', 'id'],
  ['subscriptions', '*', 'id'],
  ['subscription_credits', '*', 'id'],
  ['top_up_settings', '*', 'user_id'],
  ['old_mandates', '*', 'id'],
  ['usage_logs', '*', 'id'],
  ['usage_counters', '*', 'account_id'],
  ['notifications', '*', 'id'],
  ['notification_preferences', '*', 'kind'],
  ['projects', '*, project_files(path, content), project_reviews(*)', 'id'],
  ['models', '*', 'id'],
] as const
type Table = (typeof TABLES)[number]
type Client = Awaited<ReturnType<typeof createSessionClient>>
type Row = Record<string, unknown>

/** One page of a table's rows after `last`, as the person themselves may read them. */
async function readPage(client: Client, [table, columns, key]: Table, last: unknown): Promise<Row[]> {
  // The generated types know each table on its own, not the column that all of these have in common.
  const query = client
    .from(table as 'purchases')
    .select(columns)
    .order(key as 'id')
    .limit(PAGE)
  const { data, error } = await (last === undefined ? query : query.gt(key as 'id', last as string))
  if (error) throw toAppError(error)
  return data as unknown as Row[]
}

/**
 * What the person signed in may read of their own, as the text of one JSON object, page by page so that a long history never sits
 * in memory. Read with their own session: row level security decides what is theirs. `extra` comes first.
 */
export async function* writeExport(extra: Record<string, unknown>): AsyncGenerator<string> {
  const client = await createSessionClient()
  yield `{"exported_at":${JSON.stringify(new Date().toISOString())}`
  for (const [name, value] of Object.entries(extra))
    yield `,\n${JSON.stringify(name)}:${JSON.stringify(value)}`
  for (const table of TABLES) {
    const [name, , key] = table
    yield `,\n${JSON.stringify(name)}:[`
    let last: unknown
    for (let isFirst = true; ; isFirst = false) {
      const rows = await readPage(client, table, last)
      if (rows.length > 0)
        yield `${isFirst ? '' : ','}\n${rows.map((row) => JSON.stringify(row)).join(',\n')}`
      last = rows.at(-1)?.[key]
      if (rows.length < PAGE) break
    }
    yield ']'
  }
  yield '}\n'
}
