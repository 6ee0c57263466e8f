import { NextRequest } from 'next/server'
import { beforeEach, expect, it, vi } from 'vitest'
import { z } from 'zod'
import { endpoint } from '@/lib/http/endpoint'
import { useSettings } from '../ai/settings'
import { CHARGE, ledger } from './fake-ledger'

vi.mock('@/lib/supabase/rpc', () => import('./fake-ledger'))
vi.mock('@/lib/auth/session', async (original) => ({
  ...(await original<object>()),
  ...(await import('./fake-ledger')),
}))
vi.mock('next/server', async (original) => ({
  ...(await original<object>()),
  connection: async () => undefined,
}))

useSettings(() => ({ LOG_LEVEL: 'silent' }))
beforeEach(() => ledger.reset())

type Pieces = (signal: AbortSignal) => AsyncGenerator<string, { model: string }>

function open(pieces: Pieces, timeoutMs = 5_000) {
  const caller = new AbortController()
  const request = new NextRequest('http://localhost:3000/api/x', { method: 'POST', signal: caller.signal })
  const output = z.object({ model: z.string() })
  const route = endpoint({ credits: 1, streams: true, timeoutMs, output }, ({ signal }) => pieces(signal))
  return { caller, answer: route(request, { params: Promise.resolve({}) }) }
}
/** How the call ended: both ends, should there ever be two. */
const ends = () => ledger.names().filter((name) => name !== 'begin_call')

async function* three() {
  yield 'one '
  yield 'two '
  yield 'three'
  return { model: 'm', secret: 'not in the schema' }
}
/** Writes one piece, then hangs without listening to anything. */
async function* deaf() {
  yield 'one '
  await new Promise(() => undefined)
  return { model: 'm' }
}

it('a stream is captured once, with the result as its schema has it', async () => {
  const text = await (await open(three).answer).text()
  expect(text).toContain('event: done')
  expect(text).not.toContain('secret')
  expect(ends()).toEqual(['finish_call'])
  const { p_response } = ledger.find('finish_call') ?? {}
  expect(JSON.parse(String(p_response))).toEqual({ text: 'one two three', result: { model: 'm' } })
})

it('a result that does not fit its schema is not charged', async () => {
  async function* wrong() {
    yield 'one'
    return { model: 5 } as never
  }
  expect(await (await open(wrong).answer).text()).toContain('event: error\ndata: {"code":"internal"')
  expect(ends()).toEqual(['abandon_call'])
})

it('a reader who leaves between two pieces pays for what they got', async () => {
  const { answer } = open(three)
  const reader = (await answer).body?.getReader()
  await reader?.read()
  await reader?.cancel()
  expect(ends()).toEqual(['finish_call'])
  expect(ledger.find('finish_call')).toMatchObject({ p_outcome: 'aborted', p_tokens_out: 1 })
})

it('a reader who stops reading and goes away ends the call, whether or not the body is cancelled', async () => {
  const { answer, caller } = open(three)
  await (await answer).body?.getReader().read()
  caller.abort()
  await vi.waitFor(() => expect(ends()).toEqual(['finish_call']))
})

it('a reader who stops reading until time is up pays for what they got', async () => {
  const reader = (await open(three, 50).answer).body?.getReader()
  await reader?.read()
  await vi.waitFor(() => expect(ends()).toEqual(['finish_call']))
  expect(ledger.find('finish_call')).toMatchObject({ p_outcome: 'aborted' })
  const told = new TextDecoder().decode((await reader?.read())?.value)
  expect(told).toMatch(/^event: error/)
  expect(told).not.toContain('not charged')
})

it('a body that nobody ever reads gives the hold back when the caller goes away', async () => {
  const { answer, caller } = open(three)
  await answer
  caller.abort()
  await vi.waitFor(() => expect(ends()).toEqual(['abandon_call']))
  expect(ledger.find('abandon_call')).toMatchObject({ p_outcome: 'aborted' })
})

it('a caller who left before the work began pays nothing', async () => {
  const { answer, caller } = open(three)
  caller.abort()
  expect((await answer).status).toBe(499)
  expect(ends()).toEqual(['abandon_call'])
})

it('work that hears nothing ends at its time all the same, and costs nothing', async () => {
  const text = await (await open(deaf, 50).answer).text()
  expect(text).toContain('event: text\ndata: "one "')
  expect(text).toContain('"code":"timeout"')
  expect(ends()).toEqual(['abandon_call'])
})

it('a reader who leaves work that hears nothing ends it, once', async () => {
  const { answer, caller } = open(deaf)
  const reader = (await answer).body?.getReader()
  await reader?.read()
  const next = reader?.read()
  caller.abort()
  await reader?.cancel()
  await next
  expect(ends()).toEqual(['finish_call'])
})

it('what a reader left in the middle comes again as the part it is, not as an answer', async () => {
  ledger.kept = { response: '{"text":"one ","result":null}', charge: CHARGE }
  const text = await (await open(three).answer).text()
  expect(text).toContain('event: text\ndata: "one "')
  expect(text).toContain('event: error\ndata: {"code":"idempotency_conflict"')
  expect(text).not.toContain('event: done')
  expect(ends()).toEqual([])
})
