import { vi } from 'vitest'

type Handler = (message: { event?: string; payload: unknown }) => void
export type FakeChannel = { topic: string; options: unknown; hear: Handler; tell: (status: string) => void }

/** What the fake client was asked for: the channels that are open now, and how many were opened in all. */
export const fake = {
  channels: [] as FakeChannel[],
  opened: 0,
  setAuth: vi.fn(async () => undefined),
  /** How long a channel takes to leave. */
  left: Promise.resolve(),
}

/** Stands in for the browser's Realtime client; a test speaks on its channels through `hear` and `tell`. */
export function realtimeClient() {
  return {
    setAuth: fake.setAuth,
    channel(topic: string, options: unknown) {
      // As the real client: one that has not left yet is handed out again, and joining it does nothing.
      const existing = fake.channels.find((open) => open.topic === topic)
      if (existing) return { on: () => ({ subscribe: () => existing }) }
      const channel = {
        topic,
        options,
        hear: (() => undefined) as Handler,
        tell: (() => undefined) as (status: string) => void,
        on(_type: string, _filter: unknown, handler: Handler) {
          channel.hear = (message) => handler({ event: 'balance', ...message })
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
    async removeChannel(channel: FakeChannel) {
      // As the real client, before it has left.
      channel.tell('CLOSED')
      await fake.left
      fake.channels.splice(fake.channels.indexOf(channel), 1)
    },
  }
}

export function leaveChannel(client: ReturnType<typeof realtimeClient>, channel: FakeChannel) {
  return client.removeChannel(channel)
}
