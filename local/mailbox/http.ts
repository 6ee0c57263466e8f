import { readFileSync } from 'node:fs'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { openMailStore } from './store'

type Store = Awaited<ReturnType<typeof openMailStore>>
type Answer = { status: number; type: string; body: string | Buffer; headers?: Record<string, string> }

const PAGE = fileURLToPath(new URL('./page', import.meta.url))
const FILES: Record<string, [name: string, type: string]> = {
  '/': ['mailbox.html', 'text/html; charset=utf-8'],
  '/mailbox.css': ['mailbox.css', 'text/css; charset=utf-8'],
  '/message.css': ['message.css', 'text/css; charset=utf-8'],
  '/mailbox.js': ['mailbox.js', 'text/javascript; charset=utf-8'],
}
// Mail is shown without scripts, forms or frames, and its links open in a tab of their own.
const MAIL_POLICY =
  "default-src 'none'; img-src * data:; style-src 'unsafe-inline'; font-src * data:; sandbox allow-popups allow-popups-to-escape-sandbox"
const LOCAL_NAMES = new Set(['localhost', '127.0.0.1', '[::1]'])

/** Answers the web page and its JSON: GET and DELETE /api/messages, GET /api/messages/:id[/html|/raw]. */
export function createMailboxHandler(store: Store) {
  return (request: IncomingMessage, response: ServerResponse) => {
    const { status, type, body, headers } = answer(store, request)
    response.writeHead(status, {
      'content-type': type,
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
      ...headers,
    })
    response.end(body)
  }
}

function answer(store: Store, request: IncomingMessage): Answer {
  const host = `http://${request.headers.host ?? ''}`
  if (!URL.canParse(request.url ?? '/', host)) return json(400, { error: 'That is not an address.' })
  const url = new URL(request.url ?? '/', host)
  // A page elsewhere that points its own name at this machine must not read sign-in links.
  if (!LOCAL_NAMES.has(url.hostname)) return json(403, { error: 'The mailbox answers local names only.' })
  const method = request.method ?? 'GET'
  const file = FILES[url.pathname]
  if (file && method === 'GET') return { status: 200, type: file[1], body: readFileSync(join(PAGE, file[0])) }
  if (url.pathname === '/api/messages') {
    if (method === 'GET') return json(200, { messages: store.list(url.searchParams.get('to') ?? undefined) })
    if (method === 'DELETE') return json(200, { deleted: store.clear() })
    return json(405, { error: 'Use GET or DELETE.' })
  }
  const [, id = '', part] = /^\/api\/messages\/([\w-]+)(?:\/(html|raw))?$/.exec(url.pathname) ?? []
  const message = store.get(id)
  if (!message || method !== 'GET') return json(404, { error: 'There is no such message.' })
  if (part === 'raw') return { status: 200, type: 'text/plain; charset=utf-8', body: store.raw(id) ?? '' }
  if (part === 'html') {
    // Behind the head, because in front of the doctype it would put the mail into quirks mode.
    const base = '<base target="_blank">'
    const body = /<head[\s>]/i.test(message.html)
      ? message.html.replace(/<head[^>]*>/i, (head) => head + base)
      : base + message.html
    const headers = { 'content-security-policy': MAIL_POLICY }
    return { status: 200, type: 'text/html; charset=utf-8', body, headers }
  }
  return json(200, message)
}

function json(status: number, value: unknown): Answer {
  return { status, type: 'application/json; charset=utf-8', body: JSON.stringify(value) }
}
