import type { Answer } from './ask'
import { halfHours, type World } from './world'

/** The model's answer with its moments told by the half hour. */
export function tellModel(answer: unknown): unknown {
  if (Array.isArray(answer)) return answer.map(tellModel)
  if (typeof answer !== 'object' || answer === null) return answer
  const entries = Object.entries(answer).map(([key, part]) => {
    return [key, key === 'expiresAt' ? halfHours(part) : tellModel(part)]
  })
  return Object.fromEntries(entries)
}

/** The database's answer in the model's words. Rows of this call must have been linked. */
export function tellDatabase({ ids, clock }: World, answer: Answer): unknown {
  switch (answer.is) {
    case 'movements':
      return answer.rows.map((row) => ({
        transaction: ids.transactions.toModel(row.transaction_id),
        amount: row.amount,
        before: row.balance_before,
        after: row.balance_after,
        available: row.available,
        held: row.held,
        debt: row.debt,
        replayed: row.replayed,
      }))
    case 'hold': {
      const { hold_id, expires_at, amount, captured, status, available, held, replayed } = answer.row
      const [hold, expiresAt] = [ids.holds.toModel(hold_id), clock.toModel(expires_at)]
      return { hold, amount, captured, status, expiresAt, available, held, replayed }
    }
    case 'sweep':
      return { expired: answer.row.expired_credits, lapsed: answer.row.released_holds }
    case 'balance':
      return { available: answer.row.available, held: answer.row.held, debt: answer.row.debt }
    case 'summary': {
      const { available, held, debt, next_expires_at, next_expiring, rollover, sources } = answer.row
      return {
        available,
        held,
        debt,
        expiresAt: clock.toModel(next_expires_at),
        expiring: next_expiring,
        rollover,
        sources: sources
          .map(({ source, remaining, next_expires_at: next }) => {
            return { source, remaining, expiresAt: clock.toModel(next) }
          })
          .sort((a, b) => (a.source < b.source ? -1 : 1)),
      }
    }
  }
}
