import 'server-only'
import { randomUUID } from 'node:crypto'
import type { NextRequest } from 'next/server'
import { z } from 'zod'
import { sendMailSoon } from '@/lib/mail/send-mail-soon'
import type { Json } from '@/lib/supabase/database.types'
import { callRpc } from '@/lib/supabase/rpc'
import { runTopUpsSoon } from '@/lib/top-ups/run-top-ups-soon'
import { countAnswer, isFlooded } from './flood'
import { joinCalls } from './join-calls'
import { readBody, UNSTORABLE } from './request'
import { errorResponse, jsonResponse } from './responses'

const MAX_BODY_BYTES = 1_000_000

export type WebhookEvent = { id: string; type: string; data: unknown }

const EventStatus = z.enum(['received', 'processed', 'ignored', 'parked', 'failed'])
type EventStatus = z.infer<typeof EventStatus>

/** A function of private.act_on_event, which acts on an event and marks it, and its arguments but for the event's id. */
export type WebhookAction = { call: string; args: { [name: string]: Json | undefined } }

/**
 * Reads an event and says what is to be done: an action, which the database takes in the transaction that stores the event; or
 * work that asks somebody else first. That runs once the event is stored, acts on it in one transaction that also marks it,
 * and answers the status it marked: `processed`, or `parked` for an admin to look at.
 */
export type WebhookHandler = (event: WebhookEvent) => Promise<WebhookAction | (() => Promise<EventStatus>)>

type Received = { id: string; type: string; payload: Json } & Partial<WebhookAction>

/** Each takes about a millisecond, and until the last is done the database keeps the accounts of all of them locked. */
const MOST_TOGETHER = 25

const receiveTogether = joinCalls(
  (events: Received[]) => callRpc('receive_webhooks', { p_events: events }, z.array(EventStatus.nullable())),
  MOST_TOGETHER,
)

const receiveAlone = (event: Received) => callRpc('receive_webhook', { p_event: event }, EventStatus)

/** What does not go through at once in company is received alone: then it waits for its locks, and says what is wrong. */
async function receive(event: Received): Promise<EventStatus> {
  return (await receiveTogether(event).catch(() => null)) ?? (await receiveAlone(event))
}

const mark = (p_status: 'ignored' | 'failed', p_error?: string) => ({
  call: 'finish_webhook_event' as const,
  args: { p_status, p_error },
})

// An odd character in a name must not cost a payment.
const replaceUnstorable = (_key: string, value: unknown) =>
  typeof value === 'string' ? value.replace(UNSTORABLE, '\uFFFD') : value

/**
 * Store an event by its id and act on it: once, however often it comes. Answers the status it ended with; throws what went
 * wrong, with the event kept as failed. For events that did not come by a webhook, such as what reconciliation
 * found; `id` then says so.
 */
export async function processEvent(
  { id, type, data }: WebhookEvent,
  handlers: Map<string, WebhookHandler>,
): Promise<EventStatus> {
  const payload: Json = JSON.parse(JSON.stringify(data, replaceUnstorable))
  const event = { id, type, payload }
  let isStored = false
  try {
    const plan = (await handlers.get(type)?.({ id, type, data: payload })) ?? mark('ignored')
    if (typeof plan !== 'function') return await receive({ ...event, ...plan })
    const status = await receive(event)
    isStored = status === 'received'
    return isStored ? await plan() : status
  } catch (error) {
    const failed = mark('failed', error instanceof Error ? error.message : String(error))
    if (isStored) {
      await callRpc(failed.call, { p_webhook_id: id, ...failed.args }, z.unknown())
      throw error
    }
    const status = await receiveAlone({ ...event, ...failed })
    if (status === 'failed') throw error
    return status
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
  async function answer(request: NextRequest): Promise<Response> {
    const requestId = randomUUID()
    try {
      const verified = verify(await readBody(request, MAX_BODY_BYTES), request.headers)
      return jsonResponse({ status: await processEvent(verified, handlers) }, requestId)
    } catch (error) {
      return errorResponse(error, requestId)
    }
  }

  return async (request: NextRequest): Promise<Response> => {
    const response = await countAnswer(() => answer(request))
    // The last ones of a flood see to what all of them brought about.
    if (!isFlooded()) {
      sendMailSoon()
      // A card that may be charged from now on may be what a top-up waited for.
      runTopUpsSoon()
    }
    return response
  }
}
