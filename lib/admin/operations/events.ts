import 'server-only'
import { z } from 'zod'
import { EventDetails, EventRow, type EventStatus } from '@/lib/admin/shapes/event'
import { Reason } from '@/lib/admin/shapes/reason'
import { type Page, toPage } from '@/lib/page'
import { callRpc } from '@/lib/supabase/rpc'

const ROWS = 30

type Search = { search?: string; status?: EventStatus; type?: string; before?: string }

/**
 * One page of webhook events, newest first. `search` is an event's id, a payment's, a subscription's or a purchase's, or a whole email
 * address. `search_webhook_events`: throws forbidden unless `actorId` is an admin.
 */
export async function searchEvents(
  actorId: string,
  { search, status, type, before }: Search,
): Promise<Page<EventRow>> {
  const found = await callRpc(
    'search_webhook_events',
    {
      p_actor_id: actorId,
      p_search: search,
      p_status: status,
      p_type: type,
      p_before: before,
      p_limit: ROWS + 1,
    },
    z.array(EventRow),
  )
  return toPage(found, ROWS)
}

/** The types of events that ever came. `webhook_event_types`: throws forbidden. */
export const listEventTypes = (actorId: string): Promise<string[]> =>
  callRpc('webhook_event_types', { p_actor_id: actorId }, z.array(z.string()))

/** One event, null when there is none of this id. `get_webhook_event`: throws forbidden. */
export const getEvent = (actorId: string, id: string): Promise<EventDetails | null> =>
  callRpc('get_webhook_event', { p_actor_id: actorId, p_webhook_id: id }, EventDetails.nullable())

/**
 * Make an event that did not come to an end ready to be received again, and note who asked: it is handed to processEvent next.
 * `begin_webhook_replay`: throws forbidden, not_found, request_in_progress, conflict for one that was dealt with.
 */
export async function beginReplay(actorId: string, id: string) {
  const { payload, ...event } = await callRpc(
    'begin_webhook_replay',
    { p_actor_id: actorId, p_webhook_id: id },
    z.object({ id: z.string(), type: z.string(), payload: z.json() }),
  )
  return { ...event, data: payload }
}

export const DismissInput = z.object({ id: z.string().min(1).max(255), reason: Reason })
export const DismissAnswer = z.object({ status: z.literal('ignored') })

/**
 * Say that nothing more is to be done about an event that did not come to an end: it is ignored from now on. Safe to repeat.
 * `dismiss_webhook_event`: throws forbidden, not_found, conflict for one that was dealt with.
 */
export async function dismissEvent(
  actorId: string,
  { id, reason }: z.infer<typeof DismissInput>,
): Promise<z.infer<typeof DismissAnswer>> {
  const args = { p_actor_id: actorId, p_webhook_id: id, p_reason: reason }
  await callRpc('dismiss_webhook_event', args, z.unknown())
  return { status: 'ignored' }
}
