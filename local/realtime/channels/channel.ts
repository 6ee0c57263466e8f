import type { Feed } from '../feed'
import { Access, type AccessServices } from './access'
import { type JoinRequest, Refusal, readUserToken } from './join'
import { type Broadcast, type Frame, isRecord } from './serializer'
import { type PresenceDiff, type Subscriber, type Topics, topicKey } from './topics'

export type ChannelServices = AccessServices & { topics: Topics; feed: Pick<Feed, 'whenReady'> }

/** What a channel needs from the socket it lives on. */
type ChannelLine = {
  push(event: string, payload: Record<string, unknown>): void
  pushBroadcast(broadcast: Broadcast): void
  reply(ref: string | null, status: 'ok' | 'error', response: Record<string, unknown>): void
  /** Runs after everything the client sent before on this topic. */
  enqueue(task: () => Promise<void>): void
  /** Ends the channel: the client gets `phx_close`. */
  end(): void
}

// Hosted Supabase looks at the token again this often, and when it expires.
const TOKEN_CHECK_MS = 5 * 60_000

/** A joined channel: a subscriber of its topic that its client reads from and writes to as far as the policies go. */
export class Channel implements Subscriber {
  private readonly key: string
  private readonly access: Access
  private tokenTimer: NodeJS.Timeout | undefined
  private closed = false

  constructor(
    private readonly request: JoinRequest,
    token: string,
    private readonly services: ChannelServices,
    private readonly line: ChannelLine,
  ) {
    this.key = topicKey(request.name, request.isPrivate)
    this.access = new Access(token, request, services)
  }

  /** Joins the topic and answers the client. Throws a Refusal when the client may not. */
  async join(ref: string | null): Promise<void> {
    await this.access.establish()
    if (this.closed) return
    this.watchToken()
    // Before the answer: what is committed once the client knows it has joined must reach it.
    this.services.topics.join(this.key, this)
    this.line.reply(ref, 'ok', { postgres_changes: [] })
    if (this.request.presence && this.access.canRead('presence')) {
      this.line.push('presence_state', this.services.topics.presenceState(this.key))
    }
    if (this.request.announceReplication) {
      void this.services.feed
        .whenReady()
        .then(() => this.pushSystem('ok', 'Replication connection established'))
    }
  }

  close(): void {
    this.closed = true
    clearTimeout(this.tokenTimer)
    this.services.topics.leave(this.key, this)
  }

  receiveBroadcast(broadcast: Broadcast): void {
    if (this.access.canRead('broadcast')) this.line.pushBroadcast(broadcast)
  }

  receivePresenceDiff(diff: PresenceDiff): void {
    if (this.access.canRead('presence')) this.line.push('presence_diff', diff)
  }

  async handle(frame: Frame): Promise<void> {
    if (frame.event === 'broadcast') await this.sendBroadcast(frame)
    else if (frame.event === 'presence') await this.updatePresence(frame)
    else if (frame.event === 'access_token') await this.refreshToken(frame)
  }

  // A denied broadcast is dropped without an answer, as hosted Supabase does.
  private async sendBroadcast(frame: Frame): Promise<void> {
    if (!(await this.access.canWrite('broadcast')) || this.closed) return
    const broadcast = frame.push ?? { message: frame.payload }
    this.services.topics.publish(this.key, broadcast, this.request.echoToSelf ? undefined : this)
    if (this.request.acknowledge) this.line.reply(frame.ref, 'ok', {})
  }

  private async updatePresence({ ref, payload }: Frame): Promise<void> {
    const event = typeof payload.event === 'string' ? payload.event.toLowerCase() : ''
    if (event === 'untrack') {
      this.services.topics.untrack(this.key, this)
      return this.line.reply(ref, 'ok', {})
    }
    if (event !== 'track' || !(await this.access.canWrite('presence')) || this.closed) {
      return this.line.reply(ref, 'error', {})
    }
    const state = payload.payload ?? {}
    if (!isRecord(state)) {
      return this.line.reply(ref, 'error', { reason: 'Presence track payload must be a map' })
    }
    this.services.topics.track(this.key, this, this.request.presenceKey, state)
    this.line.reply(ref, 'ok', {})
  }

  private async refreshToken({ payload }: Frame): Promise<void> {
    const token = readUserToken(payload.access_token)
    if (token && !this.access.isCurrent(token)) await this.orShutDown(() => this.access.replaceToken(token))
  }

  private watchToken(): void {
    clearTimeout(this.tokenTimer)
    if (this.closed || !Number.isFinite(this.access.expiresAt)) return
    const check = () => this.line.enqueue(() => this.orShutDown(() => this.access.recheckToken()))
    const remainingMs = this.access.expiresAt * 1000 - Date.now()
    this.tokenTimer = setTimeout(check, Math.min(remainingMs, TOKEN_CHECK_MS))
    this.tokenTimer.unref()
  }

  private async orShutDown(renew: () => Promise<void>): Promise<void> {
    if (this.closed) return
    try {
      await renew()
      this.watchToken()
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      this.pushSystem('error', error.message)
      this.line.end()
    }
  }

  private pushSystem(status: 'ok' | 'error', message: string): void {
    if (this.closed) return
    this.line.push('system', { extension: 'system', status, message, channel: this.request.name })
  }
}
