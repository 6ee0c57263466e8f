import { cron } from '@/lib/http/cron'
import { keepLedger } from '@/lib/jobs/keep-ledger'

// GET /api/cron/ledger: daily at 03:00 UTC (0 3 * * *); may run as often as every few minutes
export const GET = cron(keepLedger)
