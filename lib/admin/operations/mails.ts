import 'server-only'
import { z } from 'zod'
import { MailDetails, MailRow, MailStatus } from '@/lib/admin/shapes/mail'
import { type Page, toPage } from '@/lib/purchases/receipt'
import { callRpc } from '@/lib/supabase/rpc'

const ROWS = 30

type Search = { search?: string; status?: MailStatus; kind?: string; before?: number }

/** One page of the outbox, newest first. `search` is the beginning of an address. `search_mails`: throws forbidden. */
export async function searchMails(
  actorId: string,
  { search, status, kind, before }: Search,
): Promise<Page<MailRow>> {
  const found = await callRpc(
    'search_mails',
    {
      p_actor_id: actorId,
      p_search: search,
      p_status: status,
      p_kind: kind,
      p_before: before,
      p_limit: ROWS + 1,
    },
    z.array(MailRow),
  )
  return toPage(found, ROWS)
}

/** One mail with what it is made of, null when there is none. `get_mail`: throws forbidden. */
export const getMail = (actorId: string, id: number) =>
  callRpc('get_mail', { p_actor_id: actorId, p_id: id }, MailDetails.nullable())

export const MailDecision = z.object({ id: z.coerce.number().int(), decision: z.enum(['retry', 'cancel']) })
export const MailAnswer = z.object({ status: MailStatus })

/**
 * Have a mail that was given up sent after all, or one that waits or was given up not sent. Safe to repeat. `decide_mail`: throws
 * forbidden, not_found, conflict for a mail that was sent or dropped.
 */
export async function decideMail(actorId: string, { id, decision }: z.infer<typeof MailDecision>) {
  const status = await callRpc(
    'decide_mail',
    { p_actor_id: actorId, p_id: id, p_decision: decision },
    MailStatus,
  )
  return { status }
}
