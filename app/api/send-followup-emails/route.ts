import { serverEnv } from '@/lib/env/server'
import { cron } from '@/lib/http/cron'
import { sendFollowups } from '@/lib/jobs/followup-emails'

// GET /api/send-followup-emails: every second day at 00:00 UTC (0 0 */2 * *). The key in vercel.json is public and opens
// nothing unless FOLLOWUP_EMAILS_KEY is set to it.
export const GET = cron(sendFollowups, { queryKey: () => serverEnv().FOLLOWUP_EMAILS_KEY })
