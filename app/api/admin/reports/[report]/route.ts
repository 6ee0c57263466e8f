import { z } from 'zod'
import { REPORTS, writeReport } from '@/lib/admin/report-csv'
import { csvResponse } from '@/lib/http/csv'
import { endpoint } from '@/lib/http/endpoint'
import { PeriodQuery } from '@/lib/reports/period'

const ReportInput = z.object({ report: z.enum(REPORTS), days: PeriodQuery })

// GET /api/admin/reports/:report: what the admin overview shows, as CSV
export const GET = endpoint(
  {
    auth: 'admin',
    summary: 'A report of the admin overview, as CSV',
    input: ReportInput,
    mediaType: 'text/csv',
  },
  async ({ user, input: { report, days } }) =>
    csvResponse(`${report}-${days}-days.csv`, writeReport(user.id, report, days)),
)
