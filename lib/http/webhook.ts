import 'server-only'
import { randomUUID } from 'node:crypto'
import type { NextRequest } from 'next/server'
import { z } from 'zod'
import { callRpc } from '@/lib/supabase/rpc'
import { readBody } from './request'
import { errorResponse, jsonResponse } from './responses'

const MAX_BODY_BYTES = 1_000_000

export type WebhookEvent = { id: string; type: string; data: unknown }

const EventStatus = z.enum(['received', 'processed', 'ignored', 'parked', 'failed'])

/**
 * Acts on one event in one database transaction that also marks the event, and answers the status it marked:
 * `processed`, or `parked` for an admin to look at.
 */
export type WebhookHandler = (event: WebhookEvent) => Promise<z.infer<typeof EventStatus>>

// jsonb holds neither NUL nor half of a surrogate pair, and an odd character in a name must not cost a payment.
const UNSTORABLE = /\0|\p{Surrogate}/gu
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
      const data = z.json().parse(JSON.parse(JSON.stringify(verified.data, replaceUnstorable)))
      const event: WebhookEvent = { ...verified, data }
      const stored = await callRpc(
        'store_webhook_event',
        { p_webhook_id: event.id, p_type: event.type, p_payload: data },
        EventStatus,
      )
      if (stored !== 'received') return jsonResponse({ status: stored }, requestId)
      const handler = handlers.get(event.type)
      if (!handler) {
        await finish(event, 'ignored')
        return jsonResponse({ status: 'ignored' }, requestId)
      }
      try {
        return jsonResponse({ status: await handler(event) }, requestId)
      } catch (error) {
        await finish(event, 'failed', error instanceof Error ? error.message : String(error))
        throw error
      }
    } catch (error) {
      return errorResponse(error, requestId)
    }
  }
}
