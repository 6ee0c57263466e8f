import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import DodoPayments from 'dodopayments'
import { onTestFinished, vi } from 'vitest'
import { type DodoOptions, startDodo } from '../../local/dodo/server'
import { checkExchange, checkWebhook } from './dodo-openapi'

// Compiling the OpenAPI schemas, once per test file, takes seconds on a busy machine.
vi.setConfig({ testTimeout: 30_000 })

export const API_KEY = 'test_key'
export const WEBHOOK_KEY = `whsec_${randomBytes(24).toString('base64')}`
export const STARTER = { product_id: 'pdt_starter', name: '100 credits', price_cents: 999, currency: 'USD' }
export const PRO = { product_id: 'pdt_pro', name: '500 credits', price_cents: 3999, currency: 'USD' }
export const RETURN_URL = 'http://app.example/payment-success?from=dodo'

type WebhookBody = { type: string; timestamp: string; data: Record<string, unknown> }
type Received = { id: string; headers: IncomingHttpHeaders; raw: string; body: WebhookBody }

/** The app's end: keeps every webhook, checks it against the OpenAPI file, answers `receiver.status`. */
export async function startReceiver() {
  const received: Received[] = []
  const faults: unknown[] = []
  let wake = () => {}
  const receiver = {
    url: '',
    status: 200,
    received,
    /** Resolves with all deliveries once there are `count`. */
    async waitFor(count: number): Promise<Received[]> {
      while (received.length < count) await new Promise<void>((resolve) => (wake = resolve))
      if (faults.length > 0) throw faults[0]
      return received
    },
  }
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk as Buffer)
    const raw = Buffer.concat(chunks).toString('utf8')
    const body = JSON.parse(raw) as WebhookBody
    try {
      checkWebhook(body)
    } catch (fault) {
      faults.push(fault)
    }
    received.push({ id: String(request.headers['webhook-id']), headers: request.headers, raw, body })
    if (receiver.status > 0) response.writeHead(receiver.status).end()
    wake()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  receiver.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/webhook`
  onTestFinished(async () => {
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
    if (faults.length > 0) throw faults[0]
  })
  return receiver
}

/** A folder that is gone when the test is over. */
export async function createDataDir(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'dodo-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  return folder
}

/** The stand-in on a free port with two products, a receiver for its webhooks, and the SDK pointed at it. */
export async function startShop(options: Partial<DodoOptions> = {}) {
  const receiver = await startReceiver()
  const dodo = await startDodo({
    port: 0,
    dataDir: options.dataDir ?? (await createDataDir()),
    apiKey: API_KEY,
    webhookKey: WEBHOOK_KEY,
    webhookUrl: receiver.url,
    products: [STARTER, PRO],
    retryScheduleMs: [0, 20, 20],
    ...options,
  })
  onTestFinished(() => dodo.close())
  return { ...dodo, receiver, client: createClient(dodo.url) }
}

/** The SDK against a stand-in; each exchange is checked against the OpenAPI file. */
export function createClient(baseURL: string, bearerToken = API_KEY): DodoPayments {
  return new DodoPayments({
    baseURL,
    bearerToken,
    maxRetries: 0,
    webhookKey: WEBHOOK_KEY,
    fetch: checkedFetch,
  })
}

async function checkedFetch(input: string | URL | Request, init?: RequestInit): Promise<Response> {
  const response = await fetch(input, init)
  if (response.headers.get('content-type') === 'application/pdf') return response
  const text = await response.clone().text()
  checkExchange({
    method: init?.method ?? 'GET',
    path: new URL(String(input)).pathname,
    request: typeof init?.body === 'string' ? JSON.parse(init.body) : undefined,
    status: response.status,
    response: text === '' ? undefined : JSON.parse(text),
  })
  return response
}

/** A session for one starter package, as the app makes it; gives its id and the address of its page. */
export async function openCheckout(
  client: DodoPayments,
  extra: Partial<DodoPayments.CheckoutSessionCreateParams> = {},
): Promise<{ id: string; url: string }> {
  const session = await client.checkoutSessions.create({
    product_cart: [{ product_id: STARTER.product_id, quantity: 1 }],
    customer: { email: 'ada@example.com', name: 'Ada' },
    metadata: { user_id: 'user-1' },
    return_url: RETURN_URL,
    ...extra,
  })
  return { id: session.session_id, url: session.checkout_url ?? '' }
}

/** Opens a checkout page and gives the form on it, ready to be sent as a browser without script would. */
export async function readForm(url: string) {
  const page = await (await fetch(url)).text()
  const fields = new URLSearchParams()
  for (const [, name, value] of page.matchAll(/<input[^>]*\sname="(\w+)" value="([^"]*)"/g)) {
    fields.set(
      name ?? '',
      (value ?? '').replace(/&#(\d+);/g, (_, code: string) => String.fromCharCode(Number(code))),
    )
  }
  return {
    page,
    fields,
    send: (action: 'pay' | 'cancel', changes: Record<string, string> = {}) =>
      fetch(`${url}/${action}`, {
        method: 'POST',
        body: new URLSearchParams({ ...Object.fromEntries(fields), ...changes }),
        redirect: 'manual',
      }),
  }
}

/** Pays a checkout with the card that its form comes with; gives the payment's id. */
export async function payCheckout(url: string): Promise<string> {
  const answer = await (await readForm(url)).send('pay')
  const paymentId = new URL(answer.headers.get('location') ?? '', url).searchParams.get('payment_id')
  if (!paymentId) throw new Error(`Pay answered ${answer.status} ${await answer.text()}`)
  return paymentId
}

/** Calls the control API; gives the parsed answer. */
export async function control<Result>(url: string, path: string, body?: object): Promise<Result> {
  const request = {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  }
  const response = await fetch(`${url}/__local/${path}`, body ? request : { method: 'GET' })
  if (!response.ok) throw new Error(`${path} answered ${response.status} ${await response.text()}`)
  return (await response.json()) as Result
}

type Listed = {
  id: string
  type: string
  status: string
  occurred_at: string
  next_attempt_at: string | null
  attempts: { http_status: number | null; trigger: string }[]
}

/** The webhooks that a stand-in knows of, oldest first, with what became of them. */
export async function readWebhooks(url: string): Promise<Listed[]> {
  return (await control<{ webhooks: Listed[] }>(url, 'state')).webhooks
}
