import 'server-only'
import { z } from 'zod'
import { AdminAction, type AuditFilter } from '@/lib/admin/shapes/admin-action'
import { toLine } from '@/lib/csv'
import { type Page, toPage } from '@/lib/page'
import { callRpc } from '@/lib/supabase/rpc'

const ROWS = 25
const CSV_PAGE = 500
/** Rows in one file at most. */
const CSV_ROWS = 50_000

/** One page of the trail, newest first. `list_admin_actions`: throws forbidden unless `actorId` is an admin. */
export async function listAdminActions(
  actorId: string,
  { admin, target, action }: AuditFilter,
  { before, limit = ROWS }: { before?: number; limit?: number } = {},
): Promise<Page<AdminAction>> {
  const found = await callRpc(
    'list_admin_actions',
    {
      p_actor_id: actorId,
      p_admin: admin || undefined,
      p_target: target || undefined,
      p_action: action || undefined,
      p_before: before,
      p_limit: limit + 1,
    },
    z.array(AdminAction),
  )
  return toPage(found, limit)
}

/** The actions there are in the trail, by name. `list_admin_action_kinds`: throws forbidden. */
export function listActionKinds(actorId: string): Promise<string[]> {
  return callRpc('list_admin_action_kinds', { p_actor_id: actorId }, z.array(z.string()))
}

const TITLES = ['id', 'time', 'admin', 'action', 'person', 'subject', 'reason', 'before', 'after']

/** The trail as CSV (RFC 4180), newest first, page by page so that it never sits in memory. */
export async function* writeAudit(actorId: string, filter: AuditFilter): AsyncGenerator<string> {
  yield toLine(TITLES)
  let before: number | undefined
  for (let rows = 0; rows < CSV_ROWS; rows += CSV_PAGE) {
    const page = await listAdminActions(actorId, filter, { before, limit: CSV_PAGE - 1 })
    yield page.rows
      .map((row) =>
        toLine([
          row.id,
          row.createdAt,
          row.actor ?? row.actorId,
          row.action,
          row.target ?? row.targetId,
          row.subject,
          row.reason,
          row.before && JSON.stringify(row.before),
          row.after && JSON.stringify(row.after),
        ]),
      )
      .join('')
    if (page.nextBefore === null) return
    before = page.nextBefore
  }
}
