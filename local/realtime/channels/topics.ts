import type { Broadcast } from './serializer'

/** One joined channel of one socket. */
export type Subscriber = {
  receiveBroadcast(broadcast: Broadcast): void
  receivePresenceDiff(diff: PresenceDiff): void
}

type PresenceEntries = Record<string, { metas: Record<string, unknown>[] }>
export type PresenceDiff = { joins: PresenceEntries; leaves: PresenceEntries }

/** Who listens to what. Topics are told apart by `topicKey`: a private one and a public one may share a name. */
export type Topics = {
  join(key: string, subscriber: Subscriber): void
  leave(key: string, subscriber: Subscriber): void
  publish(key: string, broadcast: Broadcast, except?: Subscriber): void
  track(key: string, owner: Subscriber, presenceKey: string, state: Record<string, unknown>): void
  untrack(key: string, owner: Subscriber): void
  presenceState(key: string): PresenceEntries
}

type Presence = { presenceKey: string; meta: Record<string, unknown> }
type Topic = { subscribers: Set<Subscriber>; presences: Map<Subscriber, Presence> }

export function topicKey(topic: string, isPrivate: boolean): string {
  return `${isPrivate ? 'private' : 'public'}:${topic}`
}

export function createTopics(): Topics {
  const topics = new Map<string, Topic>()
  let lastPresenceRef = 0

  function announce(topic: Topic, diff: Partial<PresenceDiff>): void {
    for (const subscriber of topic.subscribers) {
      subscriber.receivePresenceDiff({ joins: {}, leaves: {}, ...diff })
    }
  }

  function untrack(key: string, owner: Subscriber): void {
    const topic = topics.get(key)
    const presence = topic?.presences.get(owner)
    if (!topic || !presence) return
    topic.presences.delete(owner)
    announce(topic, { leaves: toEntries([presence]) })
  }

  return {
    untrack,
    join(key, subscriber) {
      const topic = topics.get(key) ?? { subscribers: new Set(), presences: new Map() }
      topic.subscribers.add(subscriber)
      topics.set(key, topic)
    },
    leave(key, subscriber) {
      const topic = topics.get(key)
      if (!topic) return
      topic.subscribers.delete(subscriber)
      untrack(key, subscriber)
      if (topic.subscribers.size === 0) topics.delete(key)
    },
    publish(key, broadcast, except) {
      for (const subscriber of topics.get(key)?.subscribers ?? []) {
        if (subscriber !== except) subscriber.receiveBroadcast(broadcast)
      }
    },
    track(key, owner, presenceKey, state) {
      const topic = topics.get(key)
      if (!topic) return
      const previous = topic.presences.get(owner)
      lastPresenceRef += 1
      const meta: Record<string, unknown> = { ...state, phx_ref: String(lastPresenceRef) }
      if (previous) meta.phx_ref_prev = previous.meta.phx_ref
      const presence = { presenceKey, meta }
      topic.presences.set(owner, presence)
      announce(topic, { joins: toEntries([presence]), leaves: previous ? toEntries([previous]) : {} })
    },
    presenceState: (key) => toEntries([...(topics.get(key)?.presences.values() ?? [])]),
  }
}

function toEntries(presences: Presence[]): PresenceEntries {
  const entries = new Map<string, { metas: Record<string, unknown>[] }>()
  for (const { presenceKey, meta } of presences) {
    const entry = entries.get(presenceKey) ?? { metas: [] }
    entry.metas.push(meta)
    entries.set(presenceKey, entry)
  }
  return Object.fromEntries(entries)
}
