// @vitest-environment happy-dom
import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { CreditManager } from '../../../lib/credit-manager'
import { formatUnread, NotificationFeed } from '../../../lib/notification-feed'
import { fake } from './fake-supabase'

vi.mock('../../../lib/supabase/browser', () => import('./fake-supabase'))

let user = ''
let unread = 0
const leaving: (() => void)[] = []
const asked = vi.fn(async (_path: string) => Response.json({ userId: user, unread }))

beforeEach(() => {
  user = randomUUID()
  unread = 2
  fake.opened = 0
  asked.mockClear()
  vi.stubGlobal('fetch', asked)
})
afterEach(async () => {
  for (const leave of leaving.splice(0)) leave()
  await vi.waitFor(() => expect(fake.channels).toEqual([]))
  vi.unstubAllGlobals()
})

function watch(initial = unread) {
  const feed = NotificationFeed.for(user, initial)
  const leave = feed.subscribe(() => undefined)
  leaving.push(leave)
  return { feed, leave, count: () => feed.getSnapshot().unread }
}

async function channel() {
  await vi.waitFor(() => expect(fake.channels).toHaveLength(1))
  const [only] = fake.channels
  if (!only) throw new Error('The channel has gone again.')
  return only
}

describe('the unread count', () => {
  test('is what the server rendered, then what is heard', async () => {
    const { count } = watch()
    expect(count()).toBe(2)
    ;(await channel()).hear({ event: 'notification', payload: { id: 9, unread: 3 } })
    expect(count()).toBe(3)
    ;(await channel()).hear({ event: 'notification', payload: { id: null, unread: 0 } })
    expect(count()).toBe(0)
  })

  test.each([null, 'text', {}, { unread: '3' }, { unread: 1.5 }])('is not touched by %j', async (payload) => {
    const { count } = watch()
    ;(await channel()).hear({ event: 'notification', payload })
    expect(count()).toBe(2)
  })

  test('is asked for when the socket is back, and when the window is looked at again', async () => {
    const { count } = watch()
    const joined = await channel()
    unread = 5
    joined.tell('SUBSCRIBED')
    await vi.waitFor(() => expect(count()).toBe(5))
    unread = 6
    window.dispatchEvent(new Event('focus'))
    await vi.waitFor(() => expect(count()).toBe(6))
    expect(asked).toHaveBeenCalledWith('/api/notifications?limit=1', { cache: 'no-store' })
  })

  test('is asked for by somebody who comes back, whatever their page was rendered with', async () => {
    const first = watch()
    await channel()
    first.leave()
    await vi.waitFor(() => expect(fake.channels).toEqual([]))
    unread = 8
    const second = watch(1)
    expect(second.feed).toBe(first.feed)
    await vi.waitFor(() => expect(second.count()).toBe(8))
  })

  test('has an end', () => {
    expect([0, 99, 100].map(formatUnread)).toEqual(['0', '99', '99+'])
  })
})

describe('the channel', () => {
  test('is the one of the balance: each hears its own', async () => {
    const { count, leave } = watch()
    const manager = CreditManager.for(user, { available: 50, held: 0, version: 1 })
    const stop = manager.subscribe(() => undefined)
    leaving.push(stop)
    const { hear } = await channel()
    hear({ event: 'balance', payload: { available: 49, held: 0, version: 2 } })
    hear({ event: 'notification', payload: { id: 1, unread: 3 } })
    expect(manager.getSnapshot().available).toBe(49)
    expect(count()).toBe(3)
    expect(fake.opened).toBe(1)
    leave()
    await Promise.resolve()
    expect(fake.channels).toHaveLength(1)
  })

  test('that was joined before somebody listens makes them catch up', async () => {
    const manager = CreditManager.for(user, { available: 50, held: 0, version: 1 })
    leaving.push(manager.subscribe(() => undefined))
    ;(await channel()).tell('SUBSCRIBED')
    unread = 4
    const { count } = watch(2)
    await vi.waitFor(() => expect(count()).toBe(4))
  })
})

describe('an answer that comes late', () => {
  /** A question that is answered when the test says so. */
  function holdAnswer() {
    let answer = (_unread: number) => {}
    const held = new Promise<Response>((resolve) => {
      answer = (count) => resolve(Response.json({ userId: user, unread: count }))
    })
    asked.mockReturnValueOnce(held)
    window.dispatchEvent(new Event('focus'))
    return async (count: number) => {
      answer(count)
      await new Promise((resolve) => setTimeout(resolve, 10))
    }
  }

  test('does not bring back what was marked as read meanwhile', async () => {
    const { feed, count } = watch()
    await channel()
    const answer = holdAnswer()
    asked.mockResolvedValueOnce(Response.json({ unread: 0 }))
    await feed.markRead(7, true)
    await answer(2)
    expect(count()).toBe(0)
  })

  test('does not count for more than a later one', async () => {
    const { count } = watch()
    await channel()
    const [first, second] = [holdAnswer(), holdAnswer()]
    await second(2)
    await first(3)
    expect(count()).toBe(2)
  })
})

test('marking as read takes over the count that is answered', async () => {
  const { feed, count } = watch()
  const post = vi.fn(async (_path: string, _request: RequestInit) => Response.json({ unread: 1 }))
  vi.stubGlobal('fetch', post)
  await feed.markRead(7)
  expect(count()).toBe(1)
  expect(JSON.parse(String(post.mock.calls[0]?.[1].body))).toEqual({ id: 7, withOlder: false })
})
