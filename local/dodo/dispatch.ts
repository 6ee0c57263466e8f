import { createHash, timingSafeEqual } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import type { Dodo } from './context'
import { checkoutControlRoutes } from './control/checkouts'
import { clockRoutes } from './control/clock'
import { faultRoutes, takeFault } from './control/faults'
import { moneyRoutes } from './control/money'
import { settingsRoutes } from './control/settings'
import { stateRoutes } from './control/state'
import { subscriptionControlRoutes } from './control/subscriptions'
import { webhookRoutes } from './control/webhooks'
import { cardPageRoutes } from './hosted/card'
import { checkoutPageRoutes } from './hosted/checkout'
import { portalRoutes } from './hosted/portal'
import { type Answer, ApiError, type Incoming, json, type Route, readBody } from './http'
import { noticePage } from './pages/html'
import { API_ROUTES } from './routes'
import { runDue } from './subscriptions/time/due'

const LOOPBACK = new Set(['127.0.0.1', '::1', '::ffff:127.0.0.1'])
const LOCAL_NAMES = new Set(['127.0.0.1', 'localhost', '[::1]'])

const ROUTES = [
  ...API_ROUTES,
  ...checkoutPageRoutes,
  ...cardPageRoutes,
  ...portalRoutes,
  ...stateRoutes,
  ...settingsRoutes,
  ...clockRoutes,
  ...checkoutControlRoutes,
  ...subscriptionControlRoutes,
  ...moneyRoutes,
  ...webhookRoutes,
  ...faultRoutes,
].map((route) => ({ ...route, pattern: new RegExp(`^${route.path.replace(/:(\w+)/g, '(?<$1>[^/]+)')}$`) }))

/** Finds the route of a request, checks who asks, and answers; null when the connection is to be cut instead. */
export async function answerRequest(
  dodo: Dodo,
  apiKey: string,
  request: IncomingMessage,
): Promise<Answer | null> {
  const wantsHtml = request.headers.accept?.includes('text/html') ?? false
  try {
    const url = new URL(`${dodo.url}${request.url ?? '/'}`)
    const { route, params } = matchRoute(request.method ?? 'GET', url.pathname)
    if (route.access === 'api') requireKey(request, apiKey)
    if (route.access === 'control') requireLocal(request)
    const body = request.method === 'GET' ? undefined : await readBody(request)
    return await handle(dodo, route, { params, query: url.searchParams, body, wantsHtml })
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

async function handle(dodo: Dodo, route: Route, incoming: Incoming): Promise<Answer | null> {
  const fault = takeFault(dodo, route)
  const ordered =
    fault?.status && json({ code: 'ORDERED_FAULT', message: 'This fault was ordered' }, fault.status)
  if (fault && !fault.after) return ordered || null
  // What time has brought about comes before whatever is asked now.
  const ran = runDue(dodo)
  const answer = await route.handle(dodo, incoming)
  if (route.method !== 'GET' || ran) await dodo.store.save()
  return fault ? ordered || null : answer
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
