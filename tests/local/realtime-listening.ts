import { createClient, type RealtimeChannel, type SupabaseClient } from '@supabase/supabase-js'
import ws from 'ws'
import { type Person, PUBLISHABLE_KEY, type StandIn } from './realtime-harness'

type RealtimeSettings = NonNullable<NonNullable<Parameters<typeof createClient>[2]>['realtime']>

const openClients = new Set<SupabaseClient>()

/** A stock client, signed in as the person when one is given. It comes back fast after a lost connection. */
export async function openClient(
  { gateway: { url } }: StandIn,
  person?: Pick<Person, 'token'>,
  settings: RealtimeSettings = {},
): Promise<SupabaseClient> {
  const transport = ws as unknown as NonNullable<RealtimeSettings['transport']>
  const client = createClient(url, PUBLISHABLE_KEY, {
    auth: { persistSession: false, autoRefreshToken: false },
    realtime: { transport, reconnectAfterMs: () => 100, ...settings },
  })
  openClients.add(client)
  if (person) await client.realtime.setAuth(person.token)
  return client
}

/** Ends every client that `openClient` has made. */
export async function closeClients(): Promise<void> {
  const clients = [...openClients]
  openClients.clear()
  await Promise.all(clients.map((client) => client.removeAllChannels()))
}

/** Everything that arrived in one place, in order, and a way to wait for it. */
export class Inbox<T> {
  readonly items: T[] = []
  private wake = () => {}

  add(item: T): void {
    this.items.push(item)
    this.wake()
  }

  /** Resolves with the first item from position `from` on that matches; the test's own time limit ends the wait. */
  async find(matches: (item: T) => boolean, from = 0): Promise<T> {
    for (;;) {
      const found = this.items.slice(from).find(matches)
      if (found !== undefined) return found
      await new Promise<void>((resolve) => {
        this.wake = resolve
      })
    }
  }

  async count(wanted: number): Promise<T[]> {
    while (this.items.length < wanted) {
      await new Promise<void>((resolve) => {
        this.wake = resolve
      })
    }
    return this.items
  }
}

type Heard = { event: string; payload: Record<string, unknown>; meta?: { id: string } }
type Status = { status: string; error?: string }
type Listener = {
  channel: RealtimeChannel
  heard: Inbox<Heard>
  statuses: Inbox<Status>
  system: Inbox<string>
}

type ChannelConfig = NonNullable<Parameters<SupabaseClient['channel']>[1]>['config']

/** Subscribes to a topic, collecting what happens. Does not wait for the answer: look at `statuses`. */
export function listen(
  client: SupabaseClient,
  topic: string,
  config: ChannelConfig = { private: true },
): Listener {
  const heard = new Inbox<Heard>()
  const statuses = new Inbox<Status>()
  const system = new Inbox<string>()
  const channel = client
    .channel(topic, { config })
    .on('broadcast', { event: '*' }, (message) => heard.add(message as unknown as Heard))
    .on('system', {}, (message: { message: string }) => system.add(message.message))
    .subscribe((status, error) => statuses.add({ status, ...(error ? { error: error.message } : {}) }))
  return { channel, heard, statuses, system }
}

/** Like `listen`, and resolves once the server has let the client in. */
export async function joinTopic(
  client: SupabaseClient,
  topic: string,
  config?: ChannelConfig,
): Promise<Listener> {
  const listener = listen(client, topic, config)
  const { status, error } = await listener.statuses.find(() => true)
  if (status !== 'SUBSCRIBED') throw new Error(`${topic}: ${status} ${error ?? ''}`)
  return listener
}
