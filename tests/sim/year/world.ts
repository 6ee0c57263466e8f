import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseEnv } from 'node:util'
import postgres from 'postgres'
import { SMTPServer } from 'smtp-server'
import { vi } from 'vitest'
import { createDodo } from '../../helpers/app/dodo'
import { runScript } from '../../local/fixtures/command'
import { takeOverClock } from './moved-clock'

const DAY_SECONDS = 86_400
/** The app's day begins two hours after Dodo's: a job that finds what got lost looks for what is an hour late. */
const LATE_SECONDS = 7_200

type Step = { at: string; subscription_id: string; events: string[] }
type Event = { id: string; type: string; data: unknown }

/** A mail server that counts what it accepts, by Message-ID. */
async function startMailServer() {
  const accepted = new Map<string, number>()
  const server = new SMTPServer({
    disabledCommands: ['AUTH', 'STARTTLS'],
    logger: false,
    onData(stream, _session, done) {
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.on('end', () => {
        const id = /^message-id:\s*(<[^>]+>)/im.exec(Buffer.concat(chunks).toString('utf8'))?.[1] ?? 'none'
        accepted.set(id, (accepted.get(id) ?? 0) + 1)
        done()
      })
    },
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.server.address() as AddressInfo
  return {
    url: `smtp://127.0.0.1:${port}`,
    accepted,
    stop: () => new Promise<void>((resolve) => server.close(() => resolve())),
  }
}

/** The app's end of the webhooks: what `handle` makes of each, or its loss while `isLosing`. */
async function startReceiver() {
  const receiver = { url: '', isLosing: false, handle: async (_event: Event) => {}, stop: async () => {} }
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk as Buffer)
    const { type, data } = JSON.parse(Buffer.concat(chunks).toString('utf8')) as Omit<Event, 'id'>
    try {
      // A loss is answered 2xx, so that it does not come again.
      if (!receiver.isLosing) await receiver.handle({ id: String(request.headers['webhook-id']), type, data })
      response.writeHead(200).end()
    } catch (error) {
      console.error(error)
      response.writeHead(500).end()
    }
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  receiver.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  receiver.stop = async () => {
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  }
  return receiver
}

/**
 * A stack of its own whose database, payment stand-in and JavaScript Date all tell the same time, which can be moved. The app's
 * library is used as it is; what the app would get as webhooks is handed to the handlers of its webhook route.
 */
export async function startWorld() {
  const folder = mkdtempSync(join(tmpdir(), 'creditkit-year-'))
  const [mail, receiver] = await Promise.all([startMailServer(), startReceiver()])
  const file = join(folder, 'env')
  const stack = runScript(
    'local/cli.ts',
    ['local', '--ephemeral', '--env-file', file, '--site-url', receiver.url],
    {
      NEXT_PUBLIC_SUPABASE_URL: undefined,
    },
  )
  await stack.waitFor('Ctrl-C stops it.')
  const env: Record<string, string> = {
    ...(parseEnv(readFileSync(file, 'utf8')) as Record<string, string>),
    SMTP_URL: mail.url,
  }
  for (const [name, value] of Object.entries(env)) vi.stubEnv(name, value)
  const sql = postgres(env.DATABASE_URL ?? '', {
    max: 4,
    onnotice: () => undefined,
    types: { int8: { to: 20, from: [20], serialize: String, parse: Number } },
  })
  const clock = await takeOverClock(sql)
  const dodo = createDodo(env)
  const began = Date.now()
  const startedAt = performance.now()
  let day = 0
  // The days come on top of the time that passes by itself.
  const realNow = () => began + (performance.now() - startedAt)
  const ahead = () => day * DAY_SECONDS + LATE_SECONDS
  const moveClocks = async () => {
    await clock.moveTo(ahead())
    vi.setSystemTime(realNow() + ahead() * 1000)
  }
  vi.useFakeTimers({ toFake: ['Date'] })
  await moveClocks()
  return {
    env,
    sql,
    dodo,
    receiver,
    mail,
    movedFunctions: clock.functions,
    now: () => new Date(realNow() + ahead() * 1000),
    /** What `find` finds, as soon as it does. The moved Date stands still, so this counts for itself. */
    async until<T>(find: () => Promise<T | undefined>): Promise<T> {
      for (const deadline = performance.now() + 20_000; ; ) {
        const found = await find()
        if (found !== undefined) return found
        if (performance.now() > deadline) {
          const open =
            await sql`select type, status, error, attempts from public.webhook_events where status <> 'processed'`
          throw new Error(`Waited in vain; webhooks that were not dealt with: ${JSON.stringify(open)}`)
        }
        await new Promise((resolve) => setTimeout(resolve, 10))
      }
    },
    /** Goes on to the next day. Resolves what Dodo did on the way, its webhooks delivered. */
    async nextDay(): Promise<Step[]> {
      day += 1
      await moveClocks()
      const { steps } = await dodo.act<{ steps: Step[] }>('/__local/clock', { advance_seconds: DAY_SECONDS })
      return steps
    },
    async stop() {
      vi.useRealTimers()
      await sql.end({ timeout: 2 })
      stack.kill('SIGTERM')
      await stack.exited
      await Promise.all([mail.stop(), receiver.stop()])
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
export type World = Awaited<ReturnType<typeof startWorld>>
