import { closeSync, fstatSync, openSync, readSync } from 'node:fs'
import type postgres from 'postgres'

type PlanNode = {
  'Node Type': string
  'Relation Name'?: string
  'Actual Rows'?: number
  'Actual Loops'?: number
  'Rows Removed by Filter'?: number
  'Rows Removed by Index Recheck'?: number
  Plans?: PlanNode[]
}
type Explained = { 'Query Text': string; Plan: PlanNode }

/** A table that a statement read, how, and how many of its rows. */
export type Read = { relation: string; how: string; rows: number; statement: string }

/**
 * Has the server write down the plan of every statement, those within functions too, and what it really read. Only where an index can't
 * help it reads a table from end to end, also a small one. Resolves a function that answers the reads since it was asked last.
 */
export async function watchPlans(sql: postgres.Sql): Promise<() => Read[]> {
  await sql.unsafe(`load 'auto_explain'`)
  const settings = {
    session_preload_libraries: 'auto_explain',
    'auto_explain.log_min_duration': '0',
    'auto_explain.log_analyze': 'on',
    'auto_explain.log_timing': 'off',
    'auto_explain.log_nested_statements': 'on',
    'auto_explain.log_format': 'json',
    enable_seqscan: 'off',
  }
  for (const [name, value] of Object.entries(settings)) {
    await sql.unsafe(`alter system set ${name} = '${value}'`)
  }
  await beginAnew(sql)
  const [row] = await sql<{ folder: string }[]>`select current_setting('data_directory') as folder`
  const log = `${row?.folder}.log`
  let read = textFrom(log, 0).end
  return () => {
    const { text, end } = textFrom(log, read)
    read = end
    const plans = [...text.matchAll(/ plan:\n((?:\t.*(?:\n|$))+)/g)].map(
      ([, json = '']) => JSON.parse(json.replaceAll(/^\t/gm, '')) as Explained,
    )
    return plans.flatMap((plan) => readsOf(plan.Plan, plan['Query Text']))
  }
}

/**
 * Lets the planner choose freely, as if `tables` had `times` as many rows: it shows which plans it would make of what is still small. Not
 * for plans that were made before, nor after the next `analyze`.
 */
export async function pretendSize(sql: postgres.Sql, tables: string[], times: number): Promise<void> {
  await sql`
    update pg_class set reltuples = reltuples * ${times}
    where relname in ${sql(tables)} or oid in (
      select i.indexrelid from pg_index i join pg_class c on c.oid = i.indrelid where c.relname in ${sql(tables)})`
  await sql`alter system reset enable_seqscan`
  await beginAnew(sql)
}

/** Settings, libraries and plans are a connection's. */
async function beginAnew(sql: postgres.Sql): Promise<void> {
  await sql`select pg_reload_conf()`
  await sql`
    select pg_terminate_backend(pid) from pg_stat_activity
    where datname = current_database() and pid <> pg_backend_pid() and backend_type = 'client backend'`
}

function readsOf(node: PlanNode, statement: string): Read[] {
  const below = (node.Plans ?? []).flatMap((child) => readsOf(child, statement))
  const loops = node['Actual Loops'] ?? 0
  const relation = node['Relation Name']
  if (!relation || loops === 0 || !node['Node Type'].endsWith('Scan')) return below
  const found = (node['Actual Rows'] ?? 0) + (node['Rows Removed by Filter'] ?? 0)
  const rows = (found + (node['Rows Removed by Index Recheck'] ?? 0)) * loops
  return [{ relation, how: node['Node Type'], rows, statement }, ...below]
}

function textFrom(file: string, start: number): { text: string; end: number } {
  const handle = openSync(file, 'r')
  try {
    const { size } = fstatSync(handle)
    const bytes = Buffer.alloc(Math.max(0, size - start))
    const length = readSync(handle, bytes, 0, bytes.length, start)
    return { text: bytes.toString('utf8', 0, length), end: start + length }
  } finally {
    closeSync(handle)
  }
}
