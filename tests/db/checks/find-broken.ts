import type { TestSql } from '../../helpers/database'

export type Check = 'check_ledger' | 'check_payments'
/** What is done behind the functions' back: in words, as SQL, and which other rules the same fault can't but break. */
export type Fault = [fault: string, statements: string, ...alongside: string[]]

/** The rules of a check that are broken once the statements have run with every trigger off. All of it is undone. */
export async function findBroken(sql: TestSql, check: Check, statements: string): Promise<string[]> {
  let found: string[] = []
  const undo = new Error('undo')
  await sql
    .begin(async (tx) => {
      await tx`set local session_replication_role = replica`
      await tx`set local search_path = public`
      await tx.unsafe(statements).simple()
      const rows = await tx.unsafe<{ invariant: string }[]>(
        `select distinct invariant from public.${check}() order by 1`,
      )
      found = rows.map((row) => row.invariant)
      throw undo
    })
    .catch((error: unknown) => {
      if (error !== undo) throw error
    })
  return found
}

/** The rules that a check has, read from its source. */
export async function listRules(sql: TestSql, check: Check): Promise<string[]> {
  const [source] = await sql<{ text: string }[]>`
    select prosrc as text from pg_proc where oid = ${`public.${check}()`}::regprocedure`
  return [...(source?.text ?? '').matchAll(/^\s*select '(\w+)',/gm)].map(([, name = '']) => name).sort()
}
