// @vitest-environment happy-dom
import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'

type Handler = (message: { payload: unknown }) => void
type FakeChannel = { topic: string; options: unknown; hear: Handler; tell: (status: string) => void }

/** Stands in for the Supabase client: remembers the channels that are open and lets the test speak on them. */
const fake = vi.hoisted(() => ({
  channels: [] as unknown[],
  setAuth: vi.fn(async () => undefined),
  opened: 0,
}))

vi.mock('../../../lib/supabase/browser', () => ({
  createBrowserSupabase: () => ({
    realtime: { setAuth: fake.setAuth },
    channel(topic: string, options: unknown) {
      const channel = {
        topic,
        options,
        hear: (() => undefined) as Handler,
        tell: (() => undefined) as (status: string) => void,
        on(_type: string, _filter: unknown, handler: Handler) {
          channel.hear = handler
          return channel
        },
        subscribe(callback: (status: string) => void) {
          channel.tell = callback
          fake.channels.push(channel)
          fake.opened += 1
          return channel
        },
      }
      return channel
    },
    async removeChannel(channel: unknown) {
      fake.channels.splice(fake.channels.indexOf(channel), 1)
    },
  }),
}))

const START = { available: 50, held: 0, version: 3 }
const { CreditManager, makeApiCallWithCreditUpdate } = await import('../../../lib/credit-manager')

let server = { ...START }
const asked = vi.fn(async () => Response.json(server))
const open: (() => void)[] = []

let user = ''

function watch(userId = user, initial = START) {
  const manager = CreditManager.for(userId, initial)
  const heard = vi.fn()
  const leave = manager.subscribe(heard)
  open.push(leave)
  return { manager, heard, leave }
}

/** The only open channel, as soon as there is one. */
async function theChannel(): Promise<FakeChannel> {
  await vi.waitFor(() => expect(fake.channels).toHaveLength(1))
  return fake.channels[0] as FakeChannel
}

beforeEach(() => {
  user = randomUUID()
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
  vi.stubGlobal('fetch', asked)
  server = { ...START }
  asked.mockClear()
  fake.setAuth.mockClear()
  fake.opened = 0
})
afterEach(async () => {
  for (const leave of open.splice(0)) leave()
  await vi.waitFor(() => expect(fake.channels).toEqual([]))
  vi.unstubAllGlobals()
  vi.useRealTimers()
})

describe('what it shows', () => {
  test('is what the server rendered, until something newer is heard', async () => {
    const { manager, heard } = watch()
    expect(manager.getSnapshot()).toEqual(START)
    const channel = await theChannel()
    expect(channel.topic).toBe(`credits:${user}`)
    expect(channel.options).toEqual({ config: { private: true } })
    channel.hear({ payload: { available: 49, held: 1, version: 4 } })
    expect(manager.getSnapshot()).toEqual({ available: 49, held: 1, version: 4 })
    expect(heard).toHaveBeenCalledTimes(1)
  })

  test('never goes back: what is not newer is dropped', async () => {
    const { manager, heard } = watch()
    const channel = await theChannel()
    for (const version of [7, 5, 7, 6, 1])
      channel.hear({ payload: { available: version * 10, held: 0, version } })
    expect(manager.getSnapshot()).toEqual({ available: 70, held: 0, version: 7 })
    expect(heard).toHaveBeenCalledTimes(1)
  })

  test.each([
    null,
    'text',
    { available: 1, held: 0 },
    { available: '1', held: 0, version: 9 },
    { available: Number.NaN, held: 0, version: 9 },
    { available: 1.5, held: 0, version: 9 },
    { available: 2 ** 53, held: 0, version: 9 },
  ])('is not touched by %j', async (payload) => {
    const { manager } = watch()
    ;(await theChannel()).hear({ payload })
    expect(manager.getSnapshot()).toEqual(START)
  })

  test('keeps its identity while nothing changes, as React wants it', () => {
    const { manager } = watch()
    const before = manager.getSnapshot()
    manager.apply({ ...START })
    expect(manager.getSnapshot()).toBe(before)
  })
})

describe('the channel', () => {
  test('is one for however many listen, and goes with the last', async () => {
    const watches = Array.from({ length: 20 }, () => watch())
    await theChannel()
    expect(fake.opened).toBe(1)
    expect(new Set(watches.map(({ manager }) => manager)).size).toBe(1)
    for (const { leave } of watches.slice(1)) leave()
    await Promise.resolve()
    expect(fake.channels).toHaveLength(1)
    watches[0]?.leave()
    await vi.waitFor(() => expect(fake.channels).toHaveLength(0))
  })

  test('stays through a leave and return in one tick', async () => {
    const { leave } = watch()
    await theChannel()
    leave()
    watch()
    await Promise.resolve()
    expect(fake.channels).toHaveLength(1)
    expect(fake.opened).toBe(1)
  })

  test('is not opened by somebody who left before the client was there', async () => {
    const { leave } = watch()
    leave()
    await vi.waitFor(() => expect(fake.setAuth).toHaveBeenCalled())
    await fake.setAuth.mock.results[0]?.value
    await Promise.resolve()
    expect(fake.opened).toBe(0)
  })

  test('opens anew, for the same manager, when somebody comes back later', async () => {
    const first = watch()
    await theChannel()
    first.leave()
    await vi.waitFor(() => expect(fake.channels).toEqual([]))
    const later = { available: 9, held: 0, version: 20 }
    const second = watch(user, later)
    expect(second.manager).toBe(first.manager)
    expect(second.manager.getSnapshot()).toEqual(later)
    const channel = await theChannel()
    channel.hear({ payload: { available: 8, held: 0, version: 21 } })
    expect(second.manager.getSnapshot()).toMatchObject({ available: 8 })
    expect(fake.opened).toBe(2)
  })

  test('that could not be opened is tried again with the next poll', async () => {
    fake.setAuth.mockRejectedValueOnce(new Error('no session yet'))
    watch()
    await vi.waitFor(() => expect(fake.setAuth).toHaveBeenCalled())
    await Promise.resolve()
    expect(fake.channels).toEqual([])
    vi.advanceTimersByTime(30_000)
    await theChannel()
  })
})

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
    server = { available: 12, held: 0, version: 8 }
    await cause()
    await vi.waitFor(() => expect(manager.getSnapshot()).toEqual(server))
    expect(asked).toHaveBeenCalledWith('/api/credits/balance', { cache: 'no-store' })
  })

  test.each([
    ['the network fails', () => Promise.reject(new TypeError('failed to fetch'))],
    ['the server fails', async () => Response.json({ error: { code: 'internal' } }, { status: 500 })],
    ['the session is over', async () => Response.json({ error: { code: 'unauthorized' } }, { status: 401 })],
    ['the answer is no JSON', async () => new Response('<html>')],
  ])('changes nothing when %s', async (_what, answer) => {
    const { manager } = watch()
    asked.mockImplementationOnce(answer)
    await manager.refresh()
    expect(manager.getSnapshot()).toEqual(START)
  })
})

describe('a paid call', () => {
  const answer = { text: 'Written.', creditsUsed: 1, newBalance: 49, balanceVersion: 5 }
  const call = () => makeApiCallWithCreditUpdate<{ text: string }>(user, '/api/tool', { prompt: 'x' })

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
    CreditManager.report(user, { available: 48, version: 7 })
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
    await expect(makeApiCallWithCreditUpdate(user, '/x', {}, { signal })).rejects.toBe(reason)
  })
})
