import 'server-only'
import { z } from 'zod'
import { withSubject } from '@/lib/admin/mail-subject'
import { type ListedMail, MailDetails, MailRow, MailStatus } from '@/lib/admin/shapes/mail'
import { type Page, toPage } from '@/lib/page'
import { callRpc } from '@/lib/supabase/rpc'

const ROWS = 30

type Search = { search?: string; status?: MailStatus; kind?: string; before?: number }

/** One page of the outbox, newest first. `search` is the beginning of an address. `search_mails`: throws forbidden. */
export async function searchMails(
  actorId: string,
  { search, status, kind, before }: Search,
): Promise<Page<ListedMail>> {
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
  return toPage(found.map(withSubject), ROWS)
}

/** One mail with what it is made of, null when there is none. `get_mail`: throws forbidden. */
export const getMail = (actorId: string, id: number) =>
  callRpc('get_mail', { p_actor_id: actorId, p_id: id }, MailDetails.nullable())

export const MailDecision = z.object({
  id: z.coerce.number().int(),
  decision: z.enum(['retry', 'cancel', 'resend']),
})
export const MailAnswer = z.object({
  status: MailStatus,
  id: z
    .int()
    .meta({ description: 'The mail that it is about from now on: the copy, of one that is sent again.' }),
})

/**
 * Have a mail that was given up sent after all, one that waits or was given up not sent, or a copy made of one that was sent. Safe to
 * repeat. `decide_mail`, `resend_mail`: throw forbidden, not_found, conflict for a mail in another state.
 */
export async function decideMail(actorId: string, { id, decision }: z.infer<typeof MailDecision>) {
  const args = { p_actor_id: actorId, p_id: id }
  if (decision === 'resend') {
    return { status: 'queued' as const, id: await callRpc('resend_mail', args, z.int()) }
  }
  return { status: await callRpc('decide_mail', { ...args, p_decision: decision }, MailStatus), id }
}
