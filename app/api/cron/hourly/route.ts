import { cron } from '@/lib/http/cron'
import { keepCurrent } from '@/lib/jobs/keep-current'

// GET /api/cron/hourly: hourly or every few minutes, where the scheduler allows it; the daily ledger job does all of it as well
export const GET = cron(keepCurrent)
