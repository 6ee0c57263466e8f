import { setTimeout as delay } from 'node:timers/promises'
import { expect } from 'vitest'
import type { TestSql } from '../../../helpers/database'

/** What the clients of a load were told, to be compared with what the database holds in the end. */
export type Journal = {
  /** Every acknowledged ledger row that carries a key of the load. */
  movements: { owner: string; key: string; id: number; amount: number }[]
  /** Every acknowledged hold, with the end it was acknowledged to have; `held`: none, it may lapse. */
  holds: {
    owner: string
    key: string
    id: number
    amount: number
    status: 'held' | 'captured' | 'released'
  }[]
  /** Calls that were answered, and calls that were refused, by name. */
  done: Record<string, number>
  refused: Record<string, number>
  /** Calls whose answer never came, and that were made again. */
  lost: number
}

export const emptyJournal = (): Journal => ({ movements: [], holds: [], done: {}, refused: {}, lost: 0 })

// What a client can see of a connection or a server that ended, in PostgreSQL's codes and the driver's and Node's.
const LOST = new Set([
  ...['57P01', '57P02', '57P03', '08003', '08006'],
  ...['CONNECTION_CLOSED', 'CONNECTION_DESTROYED', 'CONNECTION_ENDED', 'CONNECT_TIMEOUT'],
  ...['ECONNREFUSED', 'ECONNRESET', 'EPIPE'],
])

type Call<Answer> = {
  name: string
  /** Messages of the errors that may be the answer. */
  refusals: string[]
  run: () => Promise<Answer>
  /** Replaces the connection: the driver may take what is left of a lost one for the next call's answer. */
  reconnect: () => Promise<void>
}

/**
 * Makes one call until it is answered: repeated, with the same key, for up to a minute when the connection is lost. Resolves
 * the answer, or undefined when it was refused with one of `refusals`. Any other error rejects: nothing else may come
 * out of the ledger, no deadlock and no constraint either.
 */
export async function acknowledge<Answer>(journal: Journal, call: Call<Answer>): Promise<Answer | undefined> {
  const deadline = Date.now() + 60_000
  for (;;) {
    try {
      const answer = await call.run()
      journal.done[call.name] = (journal.done[call.name] ?? 0) + 1
      return answer
    } catch (error) {
      const { code = '', message = '' } = error as { code?: string; message?: string }
      if (/^PT4\d\d$/.test(code) && call.refusals.includes(message)) {
        const name = `${call.name}: ${message}`
        journal.refused[name] = (journal.refused[name] ?? 0) + 1
        return undefined
      }
      if (!LOST.has(code) || Date.now() > deadline) {
        throw new Error(`${call.name} answered ${code} ${message}`, { cause: error })
      }
      journal.lost += 1
      await call.reconnect()
      await delay(10)
    }
  }
}

/**
 * Fails unless the ledger rows with a key are exactly the acknowledged ones, each once, and each acknowledged hold is
 * there with its end.
 */
export async function expectKept(sql: TestSql, journal: Journal) {
  const rows = await sql<{ owner: string; key: string; id: number; amount: number }[]>`
    select a.owner_id as owner, t.idempotency_key as key, t.id, t.amount
    from public.credit_transactions t join public.credit_accounts a on a.id = t.account_id
    where t.idempotency_key is not null`
  expect(compare(journal.movements, rows)).toEqual({ missing: [], unasked: [], repeated: [] })

  const holds = await sql<{ owner: string; key: string; id: number; amount: number; status: string }[]>`
    select a.owner_id as owner, h.idempotency_key as key, h.id, h.amount,
      case h.status when 'expired' then 'held' else h.status::text end as status
    from public.credit_holds h join public.credit_accounts a on a.id = h.account_id`
  expect(compare(journal.holds, holds)).toEqual({ missing: [], unasked: [], repeated: [] })
}

type Fact = { owner: string; key: string; id: number; amount: number; status?: string }

function compare(told: readonly Fact[], kept: readonly Fact[]) {
  const line = ({ owner, key, id, amount, status = '' }: Fact) => `${owner} ${key} ${id} ${amount} ${status}`
  const [expected, found] = [told.map(line), kept.map(line)]
  const [expectedSet, foundSet] = [new Set(expected), new Set(found)]
  return {
    missing: expected.filter((text) => !foundSet.has(text)),
    unasked: found.filter((text) => !expectedSet.has(text)),
    repeated: [...expected, ...found].length === expectedSet.size + foundSet.size ? [] : ['some row'],
  }
}
