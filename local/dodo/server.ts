import { createHash, timingSafeEqual } from 'node:crypto'
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { hostedRoutes } from './checkout'
import type { Dodo, Settings } from './context'
import { controlRoutes } from './control'
import { type Answer, ApiError, json, type Route, readBody, send } from './http'
import { noticePage } from './pages/html'
import { checkoutRoutes } from './resources/checkouts'
import { customerRoutes } from './resources/customers'
import { paymentRoutes } from './resources/payments'
import { portalRoutes } from './resources/portal'
import { productRoutes, type SeedProduct, seedProducts } from './resources/products'
import { refundRoutes } from './resources/refunds'
import { openStore } from './store'
import { createWebhookQueue, RETRY_SCHEDULE_MS } from './webhooks'

const HOST = '127.0.0.1'
const WEBHOOK_TIMEOUT_MS = 15_000
const LOOPBACK = new Set(['127.0.0.1', '::1', '::ffff:127.0.0.1'])
const LOCAL_NAMES = new Set(['127.0.0.1', 'localhost', '[::1]'])

export type DodoOptions = {
  /** 0 takes a free port. */
  port: number
  dataDir: string
  apiKey: string
  /** `whsec_` and base64. */
  webhookKey: string
  webhookUrl: string
  /** Brought up to date at each start. */
  products?: SeedProduct[]
  /** Waits before the first delivery and each retry; Dodo's own when left out. */
  retryScheduleMs?: number[]
  webhookTimeoutMs?: number
  now?: () => Date
} & Partial<Settings>

const ROUTES = [
  ...checkoutRoutes,
  ...paymentRoutes,
  ...customerRoutes,
  ...productRoutes,
  ...refundRoutes,
  ...portalRoutes,
  ...hostedRoutes,
  ...controlRoutes,
].map((route) => ({ ...route, pattern: new RegExp(`^${route.path.replace(/:(\w+)/g, '(?<$1>[^/]+)')}$`) }))

/**
 * Starts the DodoPayments stand-in on this machine's loopback address: the API, the hosted checkout and portal pages,
 * signed webhooks to `webhookUrl`, and a control page at `/`. What it knows is kept in `dataDir`, webhooks that
 * were not delivered included. Rejects when the port is taken, the key unusable or the state unreadable.
 */
export async function startDodo(options: DodoOptions): Promise<{ url: string; close(): Promise<void> }> {
  const books = {
    url: '',
    store: await openStore(options.dataDir),
    now: options.now ?? (() => new Date()),
    settings: {
      webhookDelayMs: options.webhookDelayMs ?? 0,
      paused: options.paused ?? false,
      order: options.order ?? 'in-order',
      taxPercent: options.taxPercent ?? 0,
    },
  }
  const webhooks = createWebhookQueue(books, {
    url: options.webhookUrl,
    key: options.webhookKey,
    scheduleMs: options.retryScheduleMs ?? RETRY_SCHEDULE_MS,
    timeoutMs: options.webhookTimeoutMs ?? WEBHOOK_TIMEOUT_MS,
  })
  const dodo: Dodo = Object.assign(books, { webhooks })
  seedProducts(dodo, options.products ?? [])
  await dodo.store.save()

  const server = createServer(async (request, response) => {
    send(response, await answerRequest(dodo, options.apiKey, request))
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(options.port, HOST, resolve)
  })
  dodo.url = `http://${HOST}:${(server.address() as AddressInfo).port}`
  webhooks.wake()
  return {
    url: dodo.url,
    async close() {
      const closed = new Promise((resolve) => server.close(resolve))
      server.closeIdleConnections()
      await webhooks.close()
      server.closeAllConnections()
      await closed
    },
  }
}

async function answerRequest(dodo: Dodo, apiKey: string, request: IncomingMessage): Promise<Answer> {
  const wantsHtml = request.headers.accept?.includes('text/html') ?? false
  try {
    const url = new URL(`${dodo.url}${request.url ?? '/'}`)
    const { route, params } = matchRoute(request.method ?? 'GET', url.pathname)
    if (route.access === 'api') requireKey(request, apiKey)
    if (route.access === 'control') requireLocal(request)
    const body = request.method === 'GET' ? undefined : await readBody(request)
    const answer = await route.handle(dodo, { params, query: url.searchParams, body, wantsHtml })
    if (request.method !== 'GET') await dodo.store.save()
    return answer
  } catch (error) {
    const refusal =
      error instanceof ApiError ? error : new ApiError(500, 'INTERNAL_SERVER_ERROR', 'Something went wrong')
    if (refusal.status === 500) console.error('DodoPayments stand-in:', error)
    const { status, code, message, headers } = refusal
    const link = request.url?.startsWith('/__local') ? { href: '/', label: 'Back to the control page' } : null
    const answer = wantsHtml
      ? noticePage({ title: message, text: code, link }, status)
      : json({ code, message }, status)
    return { ...answer, headers: { ...answer.headers, ...headers } }
  }
}

function matchRoute(method: string, path: string): { route: Route; params: Record<string, string> } {
  const samePath = ROUTES.filter((route) => route.pattern.test(path))
  const route = samePath.find((candidate) => candidate.method === method)
  if (route) {
    const groups = Object.entries(route.pattern.exec(path)?.groups ?? {})
    return { route, params: Object.fromEntries(groups.map(([name, value]) => [name, decodePart(value)])) }
  }
  if (samePath.length === 0)
    throw new ApiError(404, 'NOT_FOUND', `The local stand-in does not play ${method} ${path}`)
  const allow = samePath.map((candidate) => candidate.method).join(', ')
  throw new ApiError(405, 'METHOD_NOT_ALLOWED', `${path} answers ${allow}`, { allow })
}

function decodePart(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch {
    throw new ApiError(400, 'INVALID_REQUEST', 'The path is not valid')
  }
}

function requireKey(request: IncomingMessage, apiKey: string): void {
  // Hashed, so that the comparison takes as long whatever the length of what was sent.
  const digest = (text: string) => createHash('sha256').update(text).digest()
  if (!timingSafeEqual(digest(request.headers.authorization ?? ''), digest(`Bearer ${apiKey}`))) {
    throw new ApiError(401, 'UNAUTHORIZED', 'The API key is missing or wrong')
  }
}

/** A page elsewhere on the web must not reach the control page through the browser of whoever runs the stand-in. */
function requireLocal(request: IncomingMessage): void {
  const host = request.headers.host ?? ''
  const origin = request.headers.origin
  const isLocal =
    LOOPBACK.has(request.socket.remoteAddress ?? '') && LOCAL_NAMES.has(host.replace(/:\d+$/, ''))
  if (!isLocal || (origin !== undefined && origin !== `http://${host}`)) {
    throw new ApiError(403, 'FORBIDDEN', 'The control page answers callers on this machine only')
  }
}
