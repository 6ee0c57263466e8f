import { randomBytes, randomUUID } from 'node:crypto'
import { type createPeople, hashToken } from './auth-people'

type Handler = (request: Request) => Promise<Response>
type People = ReturnType<typeof createPeople>
type Body = Record<string, unknown>

/**
 * Puts hosted Supabase's behaviour in front of the auth routes where the server's differs: a repeated sign-up and a
 * magic link for a new address do not tell whether the address is known, `resend` sends, nobody is confirmed without
 * having opened a mail, and `verifyOtp({ type: 'email' })` works. Everything else passes through.
 */
export function createAuthRoutes(
  server: Handler,
  people: People,
  hasKey: (request: Request) => boolean,
): Handler {
  const routes: Record<string, (request: Request, body: Body) => Promise<Response>> = {
    '/auth/v1/signup': signUp,
    '/auth/v1/resend': resend,
    '/auth/v1/otp': requestLink,
    '/auth/v1/magiclink': requestLink,
    '/auth/v1/verify': verify,
  }

  async function signUp(request: Request, body: Body) {
    const answer = await server(withBody(request, body))
    const email = textOf(body.email)
    // The server has checked everything else by the time it answers 429 for an address that it knows.
    if (answer.status !== 429 || !email) return answer
    const user = await people.find(email)
    if (!user) return answer
    if (!user.confirmed) await people.sendConfirmation(user)
    return Response.json(strangerLike(user.email, body.data), { status: 200 })
  }

  async function resend(request: Request, body: Body) {
    const answer = await server(withBody(request, body))
    const email = textOf(body.email)
    if (answer.status !== 429 || body.type !== 'signup' || !email) return answer
    const user = await people.find(email)
    if (user && !user.confirmed) await people.sendConfirmation(user)
    return Response.json({}, { status: 200 })
  }

  async function requestLink(request: Request, body: Body) {
    const email = textOf(body.email)
    if (!email || !hasKey(request) || body.create_user === false) return server(withBody(request, body))
    const user = await people.find(email)
    if (user?.confirmed) return server(withBody(request, body))
    if (user) {
      await people.sendConfirmation(user)
      return Response.json({}, { status: 200 })
    }
    const password = randomBytes(24).toString('base64url')
    const newcomer = { email, password, data: body.data ?? {} }
    const answer = await server(withBody(request, newcomer, '/auth/v1/signup'))
    return answer.ok ? Response.json({}, { status: 200 }) : answer
  }

  async function verify(request: Request, body: Body) {
    if (body.type !== 'email') return server(withBody(request, body))
    const [hash, email, token] = [textOf(body.token_hash), textOf(body.email), textOf(body.token)]
    const known = hash ?? (email && token ? hashToken(email, token) : undefined)
    const kind = known ? await people.kindOf(known) : undefined
    return server(withBody(request, { ...body, type: kind ?? 'magiclink' }))
  }

  return async (request) => {
    const route = request.method === 'POST' ? routes[new URL(request.url).pathname] : undefined
    if (!route) return server(request)
    const text = await request.text()
    const body = parseObject(text)
    return body ? route(request, body) : server(withBody(request, text))
  }
}

// A body can be read once, so whoever looked into it has to hand on a new request.
function withBody(request: Request, body: Body | string, path = new URL(request.url).pathname) {
  const headers = new Headers(request.headers)
  headers.delete('content-length')
  const address = new URL(request.url)
  address.pathname = path
  const text = typeof body === 'string' ? body : JSON.stringify(body)
  return new Request(address, { method: 'POST', headers, body: text })
}

// The answer hosted Supabase gives to a sign-up with a known address: a user that does not exist.
function strangerLike(email: string, data: unknown) {
  const now = new Date().toISOString()
  return {
    id: randomUUID(),
    aud: 'authenticated',
    role: 'authenticated',
    email,
    phone: '',
    confirmation_sent_at: now,
    app_metadata: { provider: 'email', providers: ['email'] },
    user_metadata: typeof data === 'object' && data !== null ? data : {},
    identities: [],
    created_at: now,
    updated_at: now,
    is_anonymous: false,
  }
}

function textOf(value: unknown) {
  return typeof value === 'string' && value !== '' ? value : undefined
}

function parseObject(text: string): Body | undefined {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Body) : undefined
  } catch {
    return undefined
  }
}
