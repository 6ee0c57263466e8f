import { cron } from '@/lib/http/cron'
import { cleanUpModels } from '@/lib/jobs/cleanup-models'

// GET /api/cron/cleanup-models: daily at 02:00 UTC (0 2 * * *)
export const GET = cron(cleanUpModels)
