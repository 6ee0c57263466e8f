import { z } from 'zod'
import { csvResponse } from '@/lib/http/csv'
import { endpoint } from '@/lib/http/endpoint'
import { PERIODS } from '@/lib/reports/period'
import { writeUsage } from '@/lib/usage/csv'
import { readUsage } from '@/lib/usage/read-usage'
import { periodOf, utcToday } from '@/lib/usage/usage-days'

const DailyInput = z.object({
  days: z.coerce.number().pipe(z.literal(PERIODS)).default(30),
  format: z.enum(['json', 'csv']).optional(),
})
const DailyAnswer = z.object({
  rows: z.array(
    z.object({
      day: z.string().meta({ description: 'A day of UTC, yyyy-mm-dd.' }),
      feature: z.string(),
      model: z.string().meta({ description: 'Empty: none was named.' }),
      calls: z.int(),
      failedCalls: z.int(),
      credits: z.int().meta({ description: 'What the calls were charged; refunds are not taken off.' }),
      tokens: z.int(),
    }),
  ),
})

// GET /api/user/usage/daily: the caller's usage by day, feature and model; CSV by `Accept: text/csv` or `?format=csv`
export const GET = endpoint(
  { summary: 'Your usage by day, feature and model, as JSON or CSV', input: DailyInput, output: DailyAnswer },
  async ({ user, input: { days, format }, accepts }) => {
    const { from, to } = periodOf(utcToday(), days)
    const rows = await readUsage(user.id, from, to)
    const isCsv = format === 'csv' || (!format && accepts('text/csv'))
    return isCsv ? csvResponse('usage.csv', writeUsage(rows)) : { rows }
  },
)
