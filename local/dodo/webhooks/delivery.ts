import type { Webhook } from 'standardwebhooks'

/** What came of one delivery. `error` is set when no answer came. */
export type Delivery = {
  at: string
  duration_ms: number
  http_status: number | null
  error: string | null
  ok: boolean
}

/**
 * Sends one webhook, signed as Standard Webhooks at this moment. Only a 2xx answer within `timeoutMs` is a success;
 * redirects are not followed. Gives null when `stop` fired first: then nobody knows whether the app has it.
 */
export async function deliver(
  message: { url: string; id: string; body: string },
  signer: Webhook,
  timeoutMs: number,
  stop: AbortSignal,
): Promise<Delivery | null> {
  const sentAt = new Date()
  const headers = {
    'content-type': 'application/json',
    'webhook-id': message.id,
    'webhook-timestamp': String(Math.floor(sentAt.getTime() / 1_000)),
    'webhook-signature': signer.sign(message.id, sentAt, message.body),
  }
  const signal = AbortSignal.any([stop, AbortSignal.timeout(timeoutMs)])
  let status: number | null = null
  let error: string | null = null
  try {
    const request = { method: 'POST', headers, body: message.body, signal, redirect: 'manual' } as const
    const response = await fetch(message.url, request)
    await response.arrayBuffer()
    status = response.status
  } catch (cause) {
    if (stop.aborted) return null
    error = describeFailure(cause)
  }
  const ok = status !== null && status >= 200 && status < 300
  return {
    at: sentAt.toISOString(),
    duration_ms: Date.now() - sentAt.getTime(),
    http_status: status,
    error,
    ok,
  }
}

function describeFailure(cause: unknown): string {
  if (!(cause instanceof Error)) return String(cause)
  if (cause.name === 'TimeoutError') return 'No answer in time'
  return cause.cause instanceof Error ? cause.cause.message : cause.message
}
