import 'server-only'
import { authenticate } from '@/lib/auth/session'
import { CreditService } from '@/lib/credits'

/** What `check_ledger()` finds, and how long it took in milliseconds. For admins: throws unauthorized, forbidden. */
export async function checkLedgerHealth() {
  await authenticate('admin')
  const startedAt = performance.now()
  const violations = await CreditService.checkLedger()
  return { violations, durationMs: Math.round(performance.now() - startedAt) }
}
