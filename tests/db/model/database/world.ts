import { randomUUID } from 'node:crypto'
import type { TestSql } from '../../../helpers/database'
import { ACCOUNTS } from '../intents'
import { HOUR, type Ledger, NEVER, newLedger } from '../ledger/state'

/** Which row of the database is which of the model's grants, holds or transactions. */
class Numbers {
  readonly #ids: number[] = []
  readonly #numbers = new Map<number, number>()
  link(n: number, id: number): void {
    this.#ids[n] = id
    this.#numbers.set(id, n)
  }
  toDatabase(n: number): number | undefined {
    return this.#ids[n]
  }
  toModel(id: number | null): number | null {
    return this.#numbers.get(id ?? -1) ?? null
  }
  has(id: number): boolean {
    return this.#numbers.has(id)
  }
}

/**
 * The model's clock starts at 0 and is moved by hand; the database's is the real one, and what it has stored is moved
 * back instead. Between the two lie the milliseconds that the test really takes, so moments are compared by the half hour.
 */
class Clock {
  passed = 0
  constructor(private readonly start: number) {}
  toDatabase(moment: number): Date {
    return new Date(this.start + moment - this.passed)
  }
  /** In hours, as {@link halfHours} tells them; null never. */
  toModel(moment: number | string | Date | null): number | null {
    if (moment === null) return null
    return halfHours(new Date(moment).getTime() - this.start + this.passed)
  }
}

/** A moment in hours, to the half hour; null never. */
export const halfHours = (moment: number | null) =>
  moment === null || moment === NEVER ? null : Math.round((moment / HOUR) * 2) / 2

/** A model and a database that should agree. */
export type World = {
  sql: TestSql
  ledger: Ledger
  clock: Clock
  /** The owners of the accounts, and one more who has none. */
  owners: string[]
  ids: Record<'accounts' | 'grants' | 'holds' | 'transactions', Numbers>
  /** What each account's version was last, and the figures that it stood for. */
  versions: Map<number, { version: number; figures: string }>
}

/** Opens fresh accounts, one of each kind. */
export async function createWorld(sql: TestSql): Promise<World> {
  const owners = Array.from({ length: ACCOUNTS + 1 }, () => randomUUID())
  const [row] = await sql<{ ids: number[]; start: number }[]>`
    select array[public.open_credit_account(${owners[0] ?? ''}, 'user'),
        public.open_credit_account(${owners[1] ?? ''}, 'pool'),
        public.open_credit_account(${owners[2] ?? ''}, 'lead')]::float8[] as ids,
      (extract(epoch from clock_timestamp()) * 1000)::float8 as start`
  if (!row) throw new Error('The accounts were not opened.')
  const ids = {
    accounts: new Numbers(),
    grants: new Numbers(),
    holds: new Numbers(),
    transactions: new Numbers(),
  }
  for (const [n, id] of row.ids.entries()) ids.accounts.link(n, id)
  const clock = new Clock(Math.floor(row.start))
  return { sql, ledger: newLedger(ACCOUNTS), clock, owners, ids, versions: new Map() }
}

/** Lets hours pass for all accounts of the world. */
export async function passHours({ sql, ledger, clock, ids }: World, hours: number): Promise<void> {
  const accounts = ledger.accounts.map((_, n) => ids.accounts.toDatabase(n) ?? 0)
  const shift = `${hours} hours`
  await sql`
    with moved_grants as (
      update public.credit_grants set expires_at = expires_at - ${shift}::interval,
        created_at = created_at - ${shift}::interval
      where account_id = any (${accounts}::bigint[])
    ), moved_holds as (
      update public.credit_holds set expires_at = expires_at - ${shift}::interval,
        closed_at = closed_at - ${shift}::interval, created_at = created_at - ${shift}::interval
      where account_id = any (${accounts}::bigint[])
    )
    update public.credit_accounts set next_due_at = next_due_at - ${shift}::interval
    where id = any (${accounts}::bigint[])`
  clock.passed += hours * HOUR
  ledger.now += hours * HOUR
}

/** Leaves the database as it was, so that a sequence costs and finds the same whatever ran before it. */
export async function removeWorld({ sql, ledger, ids }: World): Promise<void> {
  const accounts = ledger.accounts.map((_, n) => ids.accounts.toDatabase(n) ?? 0)
  await sql.begin(async (tx) => {
    await tx`set local session_replication_role = replica` // the history refuses to be deleted otherwise
    await tx`
      with grants as (delete from public.credit_grants where account_id = any (${accounts}::bigint[])),
        holds as (delete from public.credit_holds where account_id = any (${accounts}::bigint[])),
        transactions as (delete from public.credit_transactions where account_id = any (${accounts}::bigint[]))
      delete from public.credit_accounts where id = any (${accounts}::bigint[])`
  })
}
