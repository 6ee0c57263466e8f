import type { Socket } from 'node:net'
import { SMTPServer } from 'smtp-server'
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { drainOutbox } from '../../../lib/mail/drain-outbox'
import { useSettings } from '../ai/settings'

type Row = {
  id: number
  email: string
  kind: string
  data: object
  status: string
  attempts: number
  error?: string
}

/** An outbox of which each mail is claimed once. */
const outbox = { rows: [] as Row[], lost: 0 }
let port = 0

vi.mock('@/lib/supabase/rpc', () => ({
  async callRpc(name: string, args: Record<string, unknown>, result: { parse(value: unknown): unknown }) {
    if (name === 'claim_mails') {
      const due = outbox.rows.filter((row) => row.status === 'queued').slice(0, Number(args.p_limit))
      for (const row of due) Object.assign(row, { status: 'claimed', attempts: row.attempts + 1 })
      return result.parse(
        due.map((row) => ({
          ...row,
          status: row.kind === 'unwanted' ? 'dropped' : 'queued',
          user_id: '5d5c2a0e-9f7b-4c1d-8a52-b40f2f6f3f10',
          is_required: false,
        })),
      )
    }
    if (outbox.lost > 0) {
      outbox.lost -= 1
      throw new Error('the answer got lost')
    }
    const row = outbox.rows.find(({ id }) => id === args.p_id)
    const error = args.p_error as string | undefined
    const status = error === undefined ? 'sent' : args.p_attempts === 8 ? 'failed' : 'retry'
    if (row) Object.assign(row, { status, error })
    return result.parse(status === 'retry' ? 'queued' : status)
  },
}))

useSettings(() => ({ SMTP_URL: `smtp://127.0.0.1:${port}`, LOG_LEVEL: 'silent' }))

const delivered: string[] = []
const refused = new Set<string>()
const smtp = new SMTPServer({
  authOptional: true,
  disabledCommands: ['STARTTLS'],
  disableReverseLookup: true,
  onRcptTo({ address }, _session, done) {
    done(
      refused.has(address) ? Object.assign(new Error('no such mailbox'), { responseCode: 550 }) : undefined,
    )
  },
  onData(stream, session, done) {
    stream.resume()
    stream.once('end', () => {
      const [to] = session.envelope.rcptTo
      if (to) delivered.push(to.address)
      // Hangs up after it has everything: the sender can't know whether that mail was delivered.
      if (to?.address === 'hang-up@example.com') for (const { _socket } of connections()) _socket.destroy()
      else done()
    })
  },
})
const connections = () => (smtp as unknown as { connections: Set<{ _socket: Socket }> }).connections
smtp.on('error', () => undefined)

// Before the settings are stubbed: they name its port.
beforeAll(async () => {
  await new Promise<void>((resolve) => smtp.listen(0, '127.0.0.1', resolve))
  port = (smtp.server.address() as { port: number }).port
  vi.stubEnv('SMTP_URL', `smtp://127.0.0.1:${port}`)
})
afterAll(() => new Promise<void>((resolve) => smtp.close(resolve)))
beforeEach(() => {
  outbox.rows = []
  delivered.length = 0
  refused.clear()
})

const queue = (email: string, changes: Partial<Row> = {}) => {
  const row = { email, kind: 'welcome', data: { credits: 50 }, status: 'queued', attempts: 0, ...changes }
  outbox.rows.push({ id: outbox.rows.length + 1, ...row })
}

test('sends everything that is due, each mail once', async () => {
  for (let n = 0; n < 23; n += 1) queue(`p${n}@example.com`)
  expect(await drainOutbox()).toEqual({ sent: 23, retried: 0, failed: 0, dropped: 0 })
  expect(new Set(delivered).size).toBe(23)
  expect(delivered).toHaveLength(23)
  expect(await drainOutbox()).toEqual({ sent: 0, retried: 0, failed: 0, dropped: 0 })
})

test('stops at its limit and at its time', async () => {
  for (let n = 0; n < 13; n += 1) queue(`p${n}@example.com`)
  expect(await drainOutbox({ limit: 3 })).toMatchObject({ sent: 3 })
  expect(await drainOutbox({ untilMs: performance.now() - 1 })).toMatchObject({ sent: 0 })
  expect(await drainOutbox()).toMatchObject({ sent: 10 })
})

test('notes why a mail was not sent, sends the others, and counts what was given up and not wanted', async () => {
  refused.add('nobody@example.com')
  queue('nobody@example.com')
  queue('gone@example.com', { attempts: 7, kind: 'no_such_kind' })
  queue('ada@example.com', { data: { credits: 'many' } })
  queue('unwanted@example.com', { kind: 'unwanted' })
  queue('fine@example.com')
  expect(await drainOutbox()).toEqual({ sent: 1, retried: 2, failed: 1, dropped: 1 })
  expect(delivered).toEqual(['fine@example.com'])
  expect(outbox.rows.map(({ error }) => error)).toEqual([
    expect.stringContaining('no such mailbox'),
    'There are no words for no_such_kind.',
    expect.stringContaining('credits'),
    undefined,
    undefined,
  ])
})

test('does not send a mail again at once when the server hangs up after it has all of it', async () => {
  queue('hang-up@example.com')
  expect(await drainOutbox()).toMatchObject({ sent: 0, retried: 1 })
  expect(delivered).toEqual(['hang-up@example.com'])
})

test('asks again when the note of a sent mail gets lost', async () => {
  queue('ada@example.com')
  outbox.lost = 2
  expect(await drainOutbox()).toMatchObject({ sent: 1 })
  expect(outbox.rows[0]).toMatchObject({ status: 'sent' })
  outbox.lost = 3
  queue('bob@example.com')
  expect(await drainOutbox()).toMatchObject({ sent: 1 })
  outbox.lost = 0
})
