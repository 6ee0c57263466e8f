import { z } from 'zod'
import { Violation } from '@/lib/credits/movement'

/** One check of the whole ledger, as it was kept. */
const LedgerCheck = z.object({
  startedAt: z.string(),
  finishedAt: z.string(),
  /** Broken invariants, of which `findings` are the first 100; null when the check did not come to its end, see `error`. */
  violations: z.int().nullable(),
  findings: z.array(Violation).nullable(),
  /** Credits by which balances and ledger differ, summed over all accounts. */
  drift: z.int().nullable(),
  accounts: z.int().nullable(),
  openHolds: z.int().nullable(),
  oldestHoldAt: z.string().nullable(),
  error: z.string().nullable(),
  /** Whose check it was; null: the daily job's. */
  askedBy: z.string().nullable(),
})
export type LedgerCheck = z.infer<typeof LedgerCheck>

export const LedgerHealth = z.object({
  last: LedgerCheck.nullable(),
  runningSince: z.string().nullable(),
  overdueSince: z.string().nullable(),
})
export type LedgerHealth = z.infer<typeof LedgerHealth>
