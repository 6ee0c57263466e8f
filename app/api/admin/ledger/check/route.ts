import { askForLedgerCheck, CheckAnswer } from '@/lib/admin/ledger-health'
import { endpoint } from '@/lib/http/endpoint'

// POST /api/admin/ledger/check: an admin has the whole ledger checked, which goes on after the answer
export const POST = endpoint(
  {
    auth: 'admin',
    summary: 'Begin a check of the whole ledger',
    output: CheckAnswer,
    rateLimit: { burst: 4, perMinute: 4 },
  },
  async ({ user }) => askForLedgerCheck(user.id),
)
