import { Agent, request as openRequest } from 'node:http'
import { setTimeout as delay } from 'node:timers/promises'
import type { Delivery } from './deliveries'

/**
 * A server that falls behind lets its kernel take only so many new connections (511 with Node.js) and loses the others. As
 * providers do, what finds no free one waits here; the wait counts.
 */
const CONNECTIONS = 400

/** One try of one delivery. */
export type Attempt = {
  /** Which delivery, counted from 0. */
  delivery: number
  /** HTTP status; null when no answer came. */
  status: number | null
  /** Since the moment it was due, not since a busy sender came to it. */
  tookMs: number
}

export type Sending = {
  /** Deliveries begun in a second, whatever the answers; Infinity begins all at once. */
  perSecond: number
  /** What was not answered 2xx is sent again so much later, until it is. Left out: never. */
  retryAfterMs?: number
  /** The end of the patience with one delivery. */
  giveUpMs?: number
}

const isTaken = ({ status }: Attempt) => status !== null && status >= 200 && status < 300

/** Sends each delivery at its time. Resolves with every attempt, in the order of the answers. */
export async function sendDeliveries(
  url: string,
  deliveries: Delivery[],
  { perSecond, retryAfterMs, giveUpMs = 60_000 }: Sending,
): Promise<Attempt[]> {
  const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS, scheduling: 'fifo' })
  const attempts: Attempt[] = []
  const started = performance.now()
  const dueAt = (n: number) => started + (n / perSecond) * 1000
  const deliver = async (n: number) => {
    let due = dueAt(n)
    for (;;) {
      const status = await post(url, deliveries[n], agent)
      const now = performance.now()
      const attempt = { delivery: n, status, tookMs: now - due }
      attempts.push(attempt)
      if (isTaken(attempt) || retryAfterMs === undefined || now - dueAt(n) > giveUpMs) return
      await delay(retryAfterMs)
      due = performance.now()
    }
  }
  const running: Promise<void>[] = []
  while (running.length < deliveries.length) {
    while (running.length < deliveries.length && dueAt(running.length) <= performance.now()) {
      running.push(deliver(running.length))
    }
    await delay(1)
  }
  await Promise.all(running)
  agent.destroy()
  return attempts
}

function post(url: string, delivery: Delivery | undefined, agent: Agent): Promise<number | null> {
  return new Promise((resolve) => {
    const { headers, body } = delivery ?? { headers: {}, body: '' }
    const length = { 'content-length': Buffer.byteLength(body) }
    const request = openRequest(
      url,
      { agent, method: 'POST', headers: { ...headers, ...length } },
      (response) => {
        response.on('error', () => resolve(null))
        response.on('end', () => resolve(response.statusCode ?? null))
        response.resume()
      },
    )
    request.on('error', () => resolve(null))
    request.end(body)
  })
}
