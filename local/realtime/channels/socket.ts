import type { RawData, WebSocket } from 'ws'
import { Channel, type ChannelServices } from './channel'
import { isChannelTopic, Refusal, readJoin } from './join'
import {
  decodeFrame,
  encodeBroadcast,
  encodeMessage,
  type Frame,
  type Message,
  type Version,
} from './serializer'

type SocketOptions = {
  version: Version
  /** The project key the socket was opened with: the identity of channels joined without a user's token. */
  projectKey: string
  services: ChannelServices
}

type Joined = { channel: Channel; joinRef: string | null }

// The stock client sends a heartbeat every 25 s; hosted Supabase drops a socket that is silent for a minute.
const SILENCE_LIMIT_MS = 60_000

/** One client connection: reads its frames, answers heartbeats, and keeps the channels it has joined. */
export class ClientSocket {
  private readonly channels = new Map<string, Joined>()
  private readonly queues = new Map<string, Promise<void>>()
  private lastHeardAt = Date.now()

  constructor(
    private readonly webSocket: WebSocket,
    private readonly options: SocketOptions,
  ) {
    webSocket.on('message', (data, isBinary) => this.receive(data, isBinary))
    webSocket.on('close', () => this.closeChannels())
    // An unreadable frame closes the connection; 'close' follows and does what is needed.
    webSocket.on('error', () => {})
  }

  closeIfSilent(now: number): void {
    if (now - this.lastHeardAt > SILENCE_LIMIT_MS) this.webSocket.terminate()
  }

  /** Says goodbye; the client comes back by itself unless it has nothing joined. */
  close(code: number, reason: string): void {
    this.webSocket.close(code, reason)
  }

  private receive(data: RawData, isBinary: boolean): void {
    this.lastHeardAt = Date.now()
    const bytes = Buffer.isBuffer(data) ? data : Array.isArray(data) ? Buffer.concat(data) : Buffer.from(data)
    const frame = decodeFrame(this.options.version, bytes, isBinary)
    if (!frame) return
    if (frame.topic === 'phoenix') {
      if (frame.event === 'heartbeat') this.reply(frame, 'ok', {})
      return
    }
    this.enqueue(frame.topic, () => this.handle(frame))
  }

  // One topic's frames are dealt with one after the other: a broadcast never overtakes its own join.
  private enqueue(topic: string, task: () => Promise<void>): void {
    const queue = (this.queues.get(topic) ?? Promise.resolve())
      .then(task)
      .catch((error: unknown) => this.crash(topic, error))
      .finally(() => {
        if (this.queues.get(topic) === queue) this.queues.delete(topic)
      })
    this.queues.set(topic, queue)
  }

  private async handle(frame: Frame): Promise<void> {
    const joined = this.channels.get(frame.topic)
    if (frame.event === 'phx_join' && isChannelTopic(frame.topic)) {
      if (joined) this.endChannel(frame.topic)
      await this.joinChannel(frame)
    } else if (frame.event === 'phx_leave') {
      this.reply(frame, 'ok', {})
      this.endChannel(frame.topic)
    } else if (joined) {
      await joined.channel.handle(frame)
    } else {
      this.reply(frame, 'error', { reason: 'unmatched topic' })
    }
  }

  private async joinChannel(frame: Frame): Promise<void> {
    const { topic, joinRef } = frame
    try {
      const request = readJoin(topic, frame.payload)
      const channel = new Channel(request, request.token ?? this.options.projectKey, this.options.services, {
        push: (event, payload) => this.send({ joinRef, ref: null, topic, event, payload }),
        pushBroadcast: (broadcast) => this.write(encodeBroadcast(this.options.version, topic, broadcast)),
        reply: (ref, status, response) => this.reply({ joinRef, ref, topic }, status, response),
        enqueue: (task) => this.enqueue(topic, task),
        end: () => this.endChannel(topic),
      })
      this.channels.set(topic, { channel, joinRef })
      await channel.join(frame.ref)
      if (this.webSocket.readyState !== this.webSocket.OPEN) this.closeChannels()
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      this.channels.get(topic)?.channel.close()
      this.channels.delete(topic)
      this.reply(frame, 'error', { reason: `${error.code}: ${error.message}` })
    }
  }

  private endChannel(topic: string, event: 'phx_close' | 'phx_error' = 'phx_close'): void {
    const joined = this.channels.get(topic)
    if (!joined) return
    this.channels.delete(topic)
    joined.channel.close()
    this.send({ joinRef: joined.joinRef, ref: joined.joinRef, topic, event, payload: {} })
  }

  private crash(topic: string, error: unknown): void {
    console.error(`[realtime] channel "${topic}" failed`, error)
    this.endChannel(topic, 'phx_error')
  }

  private closeChannels(): void {
    for (const { channel } of this.channels.values()) channel.close()
    this.channels.clear()
  }

  private reply(
    to: Pick<Frame, 'joinRef' | 'ref' | 'topic'>,
    status: 'ok' | 'error',
    response: Record<string, unknown>,
  ): void {
    const { joinRef, ref, topic } = to
    this.send({ joinRef, ref, topic, event: 'phx_reply', payload: { status, response } })
  }

  private send(message: Message): void {
    this.write(encodeMessage(this.options.version, message))
  }

  private write(data: string | Buffer | null): void {
    if (data !== null && this.webSocket.readyState === this.webSocket.OPEN) this.webSocket.send(data)
  }
}
