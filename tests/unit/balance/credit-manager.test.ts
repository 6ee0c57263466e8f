// @vitest-environment happy-dom
import { describe, expect, test, vi } from 'vitest'
import { fake } from './fake-supabase'
import { START, useWatching } from './watching'

vi.mock('../../../lib/supabase/browser', () => import('./fake-supabase'))

const { user, server, watch, theChannel } = useWatching()

describe('what it shows', () => {
  test('is what the server rendered, until something newer is heard', async () => {
    const { manager, heard } = watch()
    expect(manager.getSnapshot()).toEqual(START)
    const channel = await theChannel()
    expect(channel.topic).toBe(`credits:${user()}`)
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
  test('is joined anew by somebody who comes back before the old one has left', async () => {
    const { leave } = watch()
    const old = await theChannel()
    let letGo = () => {}
    fake.left = new Promise((resolve) => {
      letGo = resolve
    })
    leave()
    await Promise.resolve()
    server.balance = { available: 40, held: 0, version: 9 }
    const { manager } = watch()
    await vi.waitFor(() => expect(manager.getSnapshot()).toMatchObject(server.balance))
    letGo()
    await vi.waitFor(() => expect(fake.opened).toBe(2))
    const channel = await theChannel()
    expect(channel).not.toBe(old)
    channel.hear({ payload: { available: 39, held: 0, version: 10 } })
    expect(manager.getSnapshot().available).toBe(39)
  })

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
    const second = watch(user(), later)
    expect(second.manager).toBe(first.manager)
    expect(second.manager.getSnapshot()).toEqual(later)
    const channel = await theChannel()
    channel.hear({ payload: { available: 8, held: 0, version: 21 } })
    expect(second.manager.getSnapshot()).toMatchObject({ available: 8 })
    expect(fake.opened).toBe(2)
  })

  test('that the server has ended is joined anew with the next poll, and once', async () => {
    const { manager } = watch()
    const old = await theChannel()
    old.tell('SUBSCRIBED')
    old.tell('CLOSED')
    await vi.waitFor(() => expect(fake.channels).toEqual([]))
    vi.advanceTimersByTime(29_000)
    expect(fake.setAuth).toHaveBeenCalledOnce()
    vi.advanceTimersByTime(1_000)
    const channel = await theChannel()
    expect(channel).not.toBe(old)
    expect(fake.setAuth).toHaveBeenCalledTimes(2)
    channel.tell('SUBSCRIBED')
    // What the one of before still says is nothing to this one.
    old.tell('CLOSED')
    channel.hear({ payload: { available: 40, held: 0, version: 10 } })
    expect(manager.getSnapshot().available).toBe(40)
    vi.advanceTimersByTime(120_000)
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
