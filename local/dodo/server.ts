import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createClock } from './clock'
import { DEFAULT_SETTINGS, type Dodo, type Settings } from './context'
import { answerRequest } from './dispatch'
import { send } from './http'
import { type SeedProduct, seedProducts } from './resources/products'
import { openStore } from './store'
import { createAlarm } from './subscriptions/time/alarm'
import { createWebhookQueue } from './webhooks/queue'
import { RETRY_SCHEDULE_MS } from './webhooks/retry'

const HOST = '127.0.0.1'
const WEBHOOK_TIMEOUT_MS = 15_000

export type DodoOptions = {
  /** 0 takes a free port. */
  port: number
  /** Where what it knows outlives it; nowhere when left out. */
  dataDir?: string
  apiKey: string
  /** `whsec_` and base64. */
  webhookKey: string
  webhookUrl: string
  /** Brought up to date at each start. */
  products?: SeedProduct[]
  /** Waits before the first delivery and each retry; Dodo's own when left out. */
  retryScheduleMs?: number[]
  webhookTimeoutMs?: number
  /** What the stand-in's clock runs with; it can be moved ahead of it. */
  now?: () => Date
} & Partial<Settings>

/**
 * Starts the DodoPayments stand-in on this machine's loopback address: the API, the hosted checkout, card and portal
 * pages, signed webhooks to `webhookUrl`, and a control page at `/`. What it knows is kept in `dataDir`, webhooks that
 * were not delivered included; renewals that fell due while it was down are made up for at once. Rejects when the
 * port is taken, the key unusable or the state unreadable.
 */
export async function startDodo(options: DodoOptions): Promise<{ url: string; close(): Promise<void> }> {
  const store = await openStore(options.dataDir)
  const clock = createClock(store.state, options.now ?? (() => new Date()))
  const books = { url: '', store, clock, now: clock.now, settings: readSettings(options), faults: [] }
  const webhooks = createWebhookQueue(books, {
    url: options.webhookUrl,
    key: options.webhookKey,
    scheduleMs: options.retryScheduleMs ?? RETRY_SCHEDULE_MS,
    timeoutMs: options.webhookTimeoutMs ?? WEBHOOK_TIMEOUT_MS,
  })
  const dodo: Dodo = Object.assign(books, { webhooks })
  seedProducts(dodo, options.products ?? [])
  await store.save()

  const alarm = createAlarm(dodo)
  const server = createServer(async (request, response) => {
    const answer = await answerRequest(dodo, options.apiKey, request)
    alarm.set()
    if (answer) send(response, answer)
    else request.socket.destroy()
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(options.port, HOST, resolve)
  })
  dodo.url = `http://${HOST}:${(server.address() as AddressInfo).port}`
  webhooks.wake()
  alarm.set()
  return {
    url: dodo.url,
    async close() {
      alarm.stop()
      const closed = new Promise((resolve) => server.close(resolve))
      server.closeIdleConnections()
      await webhooks.close()
      server.closeAllConnections()
      await closed
    },
  }
}

function readSettings(options: Partial<Settings>): Settings {
  const names = Object.keys(DEFAULT_SETTINGS) as (keyof Settings)[]
  const given = names.filter((name) => options[name] !== undefined).map((name) => [name, options[name]])
  return { ...DEFAULT_SETTINGS, ...Object.fromEntries(given) }
}
