import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, expect, vi } from 'vitest'
import { type BalanceState, CreditManager } from '../../../lib/credit-manager'
import { type FakeChannel, fake } from './fake-supabase'

/** The balance that pages are rendered with. */
export const START = { available: 50, held: 0, version: 3 }

/**
 * Gives every test of a file a user of its own, a server that answers `server.balance` of `server.userId` (the user's), and intervals
 * that pass when the test says so. The file itself mocks lib/supabase/browser with ./fake-supabase.
 */
export function useWatching() {
  const server: { balance: BalanceState; userId: string | null } = { balance: { ...START }, userId: '' }
  const asked = vi.fn(async () => Response.json({ ...server.balance, userId: server.userId }))
  const leaving: (() => void)[] = []
  let user = ''

  beforeEach(() => {
    user = randomUUID()
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
    vi.stubGlobal('fetch', asked)
    server.balance = { ...START }
    server.userId = user
    asked.mockClear()
    fake.setAuth.mockClear()
    fake.opened = 0
  })
  afterEach(async () => {
    for (const leave of leaving.splice(0)) leave()
    await vi.waitFor(() => expect(fake.channels).toEqual([]))
    vi.unstubAllGlobals()
    vi.useRealTimers()
  })

  return {
    server,
    asked,
    user: () => user,
    watch(userId = user, initial = START) {
      const manager = CreditManager.for(userId, initial)
      const heard = vi.fn()
      const leave = manager.subscribe(heard)
      leaving.push(leave)
      return { manager, heard, leave }
    },
    /** The only open channel, as soon as there is one. */
    async theChannel(): Promise<FakeChannel> {
      await vi.waitFor(() => expect(fake.channels).toHaveLength(1))
      const [channel] = fake.channels
      if (!channel) throw new Error('The channel has gone again.')
      return channel
    },
  }
}
