// @vitest-environment happy-dom
import { describe, expect, test, vi } from 'vitest'
import { CreditManager, makeApiCallWithCreditUpdate } from '../../../lib/credit-manager'
import { fake } from './fake-supabase'
import { START, useWatching } from './watching'

vi.mock('../../../lib/supabase/browser', () => import('./fake-supabase'))

const { server, asked, user, watch, theChannel } = useWatching()

describe('asking', () => {
  test('goes on every 30 s only while the socket is down', async () => {
    watch()
    const channel = await theChannel()
    vi.advanceTimersByTime(60_000)
    expect(asked).toHaveBeenCalledTimes(2)
    channel.tell('SUBSCRIBED')
    expect(asked).toHaveBeenCalledTimes(3)
    vi.advanceTimersByTime(120_000)
    expect(asked).toHaveBeenCalledTimes(3)
    channel.tell('CHANNEL_ERROR')
    channel.tell('TIMED_OUT')
    vi.advanceTimersByTime(30_000)
    expect(asked).toHaveBeenCalledTimes(4)
  })

  test('ends with the last listener', async () => {
    const { leave } = watch()
    await theChannel()
    leave()
    await vi.waitFor(() => expect(fake.channels).toEqual([]))
    vi.advanceTimersByTime(120_000)
    window.dispatchEvent(new Event('focus'))
    window.dispatchEvent(new Event('online'))
    document.dispatchEvent(new Event('visibilitychange'))
    expect(asked).not.toHaveBeenCalled()
  })

  test.each([
    ['the socket is back', async () => (await theChannel()).tell('SUBSCRIBED')],
    ['the window has the focus', async () => void window.dispatchEvent(new Event('focus'))],
    ['the tab is seen', async () => void document.dispatchEvent(new Event('visibilitychange'))],
    ['the network is back', async () => void window.dispatchEvent(new Event('online'))],
  ])('happens when %s', async (_when, cause) => {
    const { manager } = watch()
    await theChannel()
    server.balance = { available: 12, held: 0, version: 8 }
    await cause()
    await vi.waitFor(() => expect(manager.getSnapshot()).toMatchObject(server.balance))
    expect(asked).toHaveBeenCalledWith('/api/credits/balance', { cache: 'no-store' })
  })

  test.each([
    ['the network fails', () => Promise.reject(new TypeError('failed to fetch'))],
    ['the server fails', async () => Response.json({ error: { code: 'internal' } }, { status: 500 })],
    ['the session is over', async () => Response.json({ error: { code: 'unauthorized' } }, { status: 401 })],
    ['the answer is no JSON', async () => new Response('<html>')],
    ['the answer says not whose it is', async () => Response.json({ available: 1, held: 0, version: 9 })],
  ])('changes nothing when %s', async (_what, answer) => {
    const { manager } = watch()
    asked.mockImplementationOnce(answer)
    await manager.refresh()
    expect(manager.getSnapshot()).toEqual(START)
  })
})

describe('a paid call', () => {
  const answer = { text: 'Written.', creditsUsed: 1, newBalance: 49, balanceVersion: 5 }
  const call = () => makeApiCallWithCreditUpdate<{ text: string }>(user(), '/api/tool', { prompt: 'x' })

  test('takes over the balance it answers, under a key of its own', async () => {
    const { manager } = watch()
    const post = vi.fn(async (_path: string, _request: RequestInit) => Response.json(answer))
    vi.stubGlobal('fetch', post)
    expect(await call()).toEqual(answer)
    await call()
    expect(manager.getSnapshot()).toMatchObject({ available: 49, version: 5 })
    const keys = post.mock.calls.map(([, request]) => new Headers(request.headers).get('idempotency-key'))
    expect(new Set(keys).size).toBe(2)
  })

  test('leaves nothing on hold, whichever comes first: the answer or the news of it', async () => {
    const { manager } = watch()
    const channel = await theChannel()
    vi.stubGlobal('fetch', async () => Response.json(answer))
    channel.hear({ payload: { available: 49, held: 1, version: 4 } })
    await call()
    channel.hear({ payload: { available: 49, held: 0, version: 5 } })
    expect(manager.getSnapshot()).toEqual({ available: 49, held: 0, version: 5 })
    // The other way round, and once more late.
    channel.hear({ payload: { available: 48, held: 1, version: 6 } })
    channel.hear({ payload: { available: 48, held: 0, version: 7 } })
    CreditManager.report(user(), { available: 48, version: 7 })
    channel.hear({ payload: { available: 48, held: 1, version: 6 } })
    expect(manager.getSnapshot()).toEqual({ available: 48, held: 0, version: 7 })
  })

  test('that fails throws what the server said and moves nothing', async () => {
    const { manager } = watch()
    const error = { code: 'insufficient_credits', message: 'No.', details: { requiredCredits: 1 } }
    vi.stubGlobal('fetch', async () => Response.json({ error }, { status: 402 }))
    await expect(call()).rejects.toMatchObject({ name: 'ApiError', status: 402, ...error })
    expect(manager.getSnapshot()).toEqual(START)
  })

  test('that gets no answer says offline', async () => {
    vi.stubGlobal('fetch', () => Promise.reject(new TypeError('failed to fetch')))
    await expect(call()).rejects.toMatchObject({ status: 0, code: 'offline' })
  })

  test('that the caller gives up keeps the reason', async () => {
    const reason = new DOMException('gone', 'AbortError')
    vi.stubGlobal('fetch', () => Promise.reject(reason))
    const signal = AbortSignal.abort(reason)
    await expect(makeApiCallWithCreditUpdate(user(), '/x', {}, { signal })).rejects.toBe(reason)
  })
})
