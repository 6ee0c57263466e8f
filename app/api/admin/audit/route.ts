import { writeAudit } from '@/lib/admin/audit'
import { AuditFilter } from '@/lib/admin/shapes/admin-action'
import { csvResponse } from '@/lib/http/csv'
import { endpoint } from '@/lib/http/endpoint'

// GET /api/admin/audit: what admins did, as a CSV file
export const GET = endpoint(
  { auth: 'admin', summary: 'What admins did, as CSV', input: AuditFilter, mediaType: 'text/csv' },
  async ({ user, input }) => csvResponse('admin-actions.csv', writeAudit(user.id, input)),
)
