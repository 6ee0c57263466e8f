import { randomUUID } from 'node:crypto'
import { isRecord } from './serializer'

/** What a client asked for in `phx_join`. */
export type JoinRequest = {
  /** The name the app gave the channel, without the `realtime:` prefix. */
  name: string
  isPrivate: boolean
  acknowledge: boolean
  echoToSelf: boolean
  announceReplication: boolean
  presence: boolean
  presenceKey: string
  /** The user's JWT; null when the client has only the project key. */
  token: string | null
}

/** Why a channel may not be joined or kept. Joins answer `code: message`, as hosted Supabase words it. */
export class Refusal extends Error {
  constructor(
    readonly code: string,
    message: string,
  ) {
    super(message)
  }
}

const TOPIC_PREFIX = 'realtime:'

/** Reads the payload of `phx_join`. Throws a Refusal for what the local stack can't do. */
export function readJoin(topic: string, payload: Record<string, unknown>): JoinRequest {
  const name = topic.slice(TOPIC_PREFIX.length)
  if (!name) throw new Refusal('TopicNameRequired', 'You must provide a topic name')
  const config = toRecord(payload.config)
  const broadcast = toRecord(config.broadcast)
  const presence = toRecord(config.presence)
  if (Array.isArray(config.postgres_changes) && config.postgres_changes.some((filter) => filter !== null)) {
    throw new Refusal(
      'PostgresChangesUnavailable',
      "The local stack has no postgres_changes: send the change with realtime.send() and listen with .on('broadcast')",
    )
  }
  if (broadcast.replay) {
    throw new Refusal('UnableToReplayMessages', 'The local stack does not replay earlier messages')
  }
  return {
    name,
    isPrivate: isTrue(config.private),
    acknowledge: isTrue(broadcast.ack),
    echoToSelf: isTrue(broadcast.self),
    announceReplication: isTrue(broadcast.replication_ready),
    presence: isTrue(presence.enabled),
    presenceKey: presence.key ? String(presence.key) : randomUUID(),
    token: readUserToken(payload.user_token) ?? readUserToken(payload.access_token),
  }
}

export function isChannelTopic(topic: string): boolean {
  return topic.startsWith(TOPIC_PREFIX)
}

/** Null for what is no user's token: nothing at all, or a project key, which says nothing the socket doesn't know. */
export function readUserToken(value: unknown): string | null {
  return typeof value === 'string' && value !== '' && !value.startsWith('sb_') ? value : null
}

function toRecord(value: unknown): Record<string, unknown> {
  return isRecord(value) ? value : {}
}

function isTrue(value: unknown): boolean {
  return value === true || (typeof value === 'string' && value.toLowerCase() === 'true')
}
