import { NextRequest } from 'next/server'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { z } from 'zod'
import { AppError } from '@/lib/errors'
import { endpoint } from '@/lib/http/endpoint'
import { useSettings } from '../ai/settings'
import { ledger } from './fake-ledger'

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

type Route = (request: NextRequest, context: { params: Promise<Record<string, string>> }) => Promise<Response>
type Sent = {
  method?: string
  path?: string
  body?: string
  headers?: Record<string, string>
  params?: Record<string, string>
  signal?: AbortSignal
}

async function send(
  route: Route,
  { method = 'POST', path = '/api/x', body, headers, params = {}, signal }: Sent = {},
) {
  const request = new NextRequest(new URL(path, 'http://localhost:3000'), {
    method,
    body,
    signal,
    headers: { 'content-type': 'application/json', ...headers },
  })
  const response = await route(request, { params: Promise.resolve(params) })
  return { status: response.status, body: response.body && (await response.json()) }
}

describe('a paid handler', () => {
  it('that throws before it has promised anything gives the hold back', async () => {
    const route = endpoint({ credits: 1 }, () => {
      throw new AppError('conflict')
    })
    expect(await send(route)).toMatchObject({ status: 409 })
    expect(ledger.names()).toEqual(['begin_call', 'abandon_call'])
  })

  it('that answers nothing gives the hold back', async () => {
    const route = endpoint({ credits: 1 }, (() => undefined) as never)
    expect(await send(route)).toMatchObject({ status: 500 })
    expect(ledger.names()).toEqual(['begin_call', 'abandon_call'])
  })

  it('is called the same in the ledger as in the usage logs, by its path where it has no feature', async () => {
    const work = async () => ({})
    await send(endpoint({ credits: 1 }, work), { path: '/api/x?y=1' })
    expect(ledger.find('begin_call')).toMatchObject({ p_feature: '/api/x', p_credits: 1 })
    expect(ledger.find('finish_call')).toMatchObject({ p_feature: '/api/x' })
    ledger.reset()
    await send(endpoint({ feature: 'haiku' }, work))
    expect(ledger.find('begin_call')).toMatchObject({ p_feature: 'haiku' })
    expect(ledger.find('begin_call')?.p_credits).toBeUndefined()
    ledger.reset()
    await send(endpoint({ feature: 'haiku', credits: 2 }, work))
    expect(ledger.find('begin_call')).toMatchObject({ p_feature: 'haiku', p_credits: 2 })
  })

  it('may count tokens as its provider does: in fractions, or not at all', async () => {
    const route = endpoint({ credits: 1 }, async ({ meter }) => {
      meter({ tokensIn: 1.2, tokensOut: Number.NaN })
      meter({ tokensIn: 3, tokensOut: -4 })
      return {}
    })
    expect(await send(route)).toMatchObject({ status: 200 })
    expect(ledger.find('finish_call')).toMatchObject({ p_tokens_in: 5, p_tokens_out: 0 })
  })

  it('that keeps its result is paid for it, even by a caller who leaves meanwhile', async () => {
    const caller = new AbortController()
    const route = endpoint({ credits: 1 }, async ({ commit }) => {
      commit()
      caller.abort()
      await new Promise(setImmediate)
      return {}
    })
    await send(route, { signal: caller.signal })
    expect(ledger.names()).toEqual(['begin_call', 'finish_call'])
  })

  it('of a caller who has left keeps nothing', async () => {
    const caller = new AbortController()
    const keep = vi.fn()
    const route = endpoint({ credits: 1 }, async ({ commit }) => {
      caller.abort()
      commit()
      keep()
      return {}
    })
    expect(await send(route, { signal: caller.signal })).toMatchObject({ status: 499 })
    expect(keep).not.toHaveBeenCalled()
    expect(ledger.names()).toEqual(['begin_call', 'abandon_call'])
  })

  it('is refused for a GET that another site led to', async () => {
    const route = endpoint({ credits: 1 }, async () => ({}))
    const headers = { 'sec-fetch-site': 'cross-site' }
    expect(await send(route, { method: 'GET', headers })).toMatchObject({ status: 403 })
    expect(ledger.names()).toEqual(['admit_caller'])
  })
})

describe('a definition', () => {
  it('counts calls that `before` refuses, paid or not', async () => {
    const before = () => {
      throw new AppError('not_found')
    }
    expect(await send(endpoint({ credits: 1, before }, async () => ({})))).toMatchObject({ status: 404 })
    expect(await send(endpoint({ before }, async () => ({})))).toMatchObject({ status: 404 })
    expect(ledger.names()).toEqual(['admit_caller', 'admit_caller'])
  })

  it('can’t be priced for everyone, nor stream for free', () => {
    expect(() => endpoint({ auth: 'public', credits: 1 }, async () => ({}))).toThrow('public')
    expect(() => endpoint({ streams: true }, async () => ({}))).toThrow('stream')
  })

  it('with a limit of its own has one bucket, whatever its path parameters say', async () => {
    const route = endpoint({ rateLimit: { burst: 1, perMinute: 1 } }, async () => ({}))
    await send(route, { path: '/api/things/one', params: { id: 'one' } })
    await send(route, { path: '/api/things/tw%6f', params: { id: 'two' } })
    await send(route, { path: '/api/th%69ngs/three', params: { id: 'three' } })
    const buckets = ledger.calls.map(({ args }) => args.p_bucket)
    expect(new Set(buckets)).toEqual(new Set(['/api/things/*']))
  })
})

describe('input', () => {
  const text = endpoint({ input: z.object({ a: z.object({ b: z.string() }) }) }, async () => ({}))
  const query = endpoint({ input: z.object({ feature: z.string() }) }, async () => ({}))

  it.each(['{"a":{"b":"x\\u0000y"}}', '{"a":{"b":"\\ud800"}}'])(
    'that no database holds is invalid: %s',
    async (body) => {
      expect(await send(text, { body })).toMatchObject({
        status: 422,
        body: { error: { code: 'invalid_input', details: { fields: { b: [expect.any(String)] } } } },
      })
      expect(await send(text, { body: '{"a":{"b":"\\\\u0000 \\ud83d\\ude00"}}' })).toMatchObject({
        status: 200,
      })
      expect(await send(query, { method: 'GET', path: '/api/x?feature=%00' })).toMatchObject({ status: 422 })
    },
  )

  it('nested without end is no fault of ours', async () => {
    const body = '['.repeat(40_000) + ']'.repeat(40_000)
    expect((await send(text, { body })).status).toBeLessThan(500)
  })

  it('of HEAD is read as that of GET, by which Next answers it', async () => {
    expect(await send(query, { method: 'HEAD', path: '/api/x?feature=y' })).toMatchObject({ status: 200 })
  })

  it('of DELETE is its path, without a body, and from our own pages alone', async () => {
    const remove = { method: 'DELETE', params: { feature: 'y' }, headers: { 'content-type': '' } }
    expect(await send(query, remove)).toMatchObject({ status: 200 })
    const headers = { origin: 'https://evil.example' }
    expect(await send(query, { ...remove, headers })).toMatchObject({ status: 403 })
  })
})
