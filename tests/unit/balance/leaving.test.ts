import type { RealtimeChannel, RealtimeClient } from '@supabase/supabase-js'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { leaveChannel } from '../../../lib/supabase/browser'

beforeEach(() => vi.useFakeTimers())
afterEach(() => vi.useRealTimers())

/** A client whose socket goes through these states, one each time somebody looks after 20 ms. */
function clientWith(states: ('open' | 'closing' | 'closed')[]) {
  const started = Date.now()
  const now = () => states[Math.min(states.length - 1, Math.floor((Date.now() - started) / 20))]
  const removeChannel = vi.fn(async () => 'ok')
  const socket = { isConnected: () => now() === 'open', isDisconnecting: () => now() === 'closing' }
  return { client: { removeChannel, ...socket } as unknown as RealtimeClient, removeChannel }
}

async function timeToLeave(states: Parameters<typeof clientWith>[0]) {
  const { client, removeChannel } = clientWith(states)
  const started = Date.now()
  const left = leaveChannel(client, {} as RealtimeChannel).then(() => Date.now() - started)
  await vi.runAllTimersAsync()
  expect(removeChannel).toHaveBeenCalledOnce()
  return left
}

test('a channel has left once its socket is closed, so that the next one gets a socket of its own', async () => {
  expect(await timeToLeave(['closed'])).toBe(0)
  expect(await timeToLeave(['open', 'open', 'closing', 'closing', 'closed'])).toBe(80)
})

test('a socket that something else keeps open is not waited for without end', async () => {
  expect(await timeToLeave(['open'])).toBe(1000)
})
