import 'server-only'
import { randomUUID } from 'node:crypto'
import type { NextRequest } from 'next/server'
import { z } from 'zod'
import { sendMailSoon } from '@/lib/mail/send-mail-soon'
import { callRpc } from '@/lib/supabase/rpc'
import { runTopUpsSoon } from '@/lib/top-ups/run-top-ups-soon'
import { readBody, UNSTORABLE } from './request'
import { errorResponse, jsonResponse } from './responses'

const MAX_BODY_BYTES = 1_000_000

export type WebhookEvent = { id: string; type: string; data: unknown }

const EventStatus = z.enum(['received', 'processed', 'ignored', 'parked', 'failed'])

/**
 * Acts on one event in one database transaction that also marks the event, and answers the status it marked:
 * `processed`, or `parked` for an admin to look at.
 */
export type WebhookHandler = (event: WebhookEvent) => Promise<z.infer<typeof EventStatus>>

// An odd character in a name must not cost a payment.
const replaceUnstorable = (_key: string, value: unknown) =>
  typeof value === 'string' ? value.replace(UNSTORABLE, '\uFFFD') : value

function finish(event: WebhookEvent, status: 'ignored' | 'failed', error?: string) {
  return callRpc(
    'finish_webhook_event',
    { p_webhook_id: event.id, p_status: status, p_error: error },
    z.unknown(),
  )
}

/**
 * Store an event by its id, then act on it: once, however often it comes. Answers the status it ended with; throws what its
 * handler threw, with the event kept as failed. For events that did not come by a webhook, such as what reconciliation
 * found; `id` then says so.
 */
export async function processEvent(
  given: WebhookEvent,
  handlers: Map<string, WebhookHandler>,
): Promise<z.infer<typeof EventStatus>> {
  const data = z.json().parse(JSON.parse(JSON.stringify(given.data, replaceUnstorable)))
  const event: WebhookEvent = { ...given, data }
  const stored = await callRpc(
    'store_webhook_event',
    { p_webhook_id: event.id, p_type: event.type, p_payload: data },
    EventStatus,
  )
  if (stored !== 'received') return stored
  const handler = handlers.get(event.type)
  if (!handler) {
    await finish(event, 'ignored')
    return 'ignored'
  }
  try {
    return await handler(event)
  } catch (error) {
    await finish(event, 'failed', error instanceof Error ? error.message : String(error))
    throw error
  }
}

/**
 * A route that a payment provider calls. Reads the raw body, verifies it, stores the event by its delivery id, then acts.
 * Answers 2xx only for what is stored and dealt with; unknown types are stored and answered 2xx; a failure is
 * kept with its error and answered 5xx, so that the sender tries again.
 */
export function webhook(
  verify: (rawBody: string, headers: Headers) => WebhookEvent,
  handlers: Map<string, WebhookHandler>,
) {
  return async (request: NextRequest): Promise<Response> => {
    const requestId = randomUUID()
    try {
      const verified = verify(await readBody(request, MAX_BODY_BYTES), request.headers)
      const status = await processEvent(verified, handlers)
      sendMailSoon()
      // A card that may be charged from now on may be what a top-up waited for.
      runTopUpsSoon()
      return jsonResponse({ status }, requestId)
    } catch (error) {
      return errorResponse(error, requestId)
    }
  }
}
