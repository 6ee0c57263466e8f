'use client'

import type { RealtimeChannel } from '@supabase/supabase-js'

const POLL_MS = 30_000
/** Accounts that nobody asks about for a day are no longer told anything (`last_read_at`); an open tab keeps asking. */
const KEEP_AWAKE_MS = 6 * 3_600_000

type Listener = {
  event: string
  /** A message of this event came. */
  hear(payload: unknown): void
  /** Messages may have been missed: ask the server instead. */
  catchUp(): void
}

/**
 * The private channel `credits:<user id>` of somebody in this tab, one for all who listen. They hear what is said on it, and
 * are told to catch up on focus and on reconnect, and every 30 s only while the socket is down. Opens with the first
 * listener and closes with the last.
 */
export class UserChannel {
  private static readonly instances = new Map<string, UserChannel>()

  private readonly listeners = new Set<Listener>()
  private channel: RealtimeChannel | undefined
  private leave: (() => Promise<void>) | undefined
  private leaving: Promise<unknown> = Promise.resolve()
  private pollTimer: ReturnType<typeof setInterval> | undefined
  private keepAwakeTimer: ReturnType<typeof setInterval> | undefined
  private isOpen = false
  private isJoined = false

  private constructor(private readonly userId: string) {}

  /** The channel of this user: the same one however often it is asked for. */
  static for(userId: string): UserChannel {
    let channel = UserChannel.instances.get(userId)
    if (!channel) {
      channel = new UserChannel(userId)
      UserChannel.instances.set(userId, channel)
    }
    return channel
  }

  /** Listen until the returned function is called. */
  listen(listener: Listener): () => void {
    this.listeners.add(listener)
    if (!this.isOpen) this.open()
    else if (this.isJoined) listener.catchUp()
    return () => {
      this.listeners.delete(listener)
      if (this.listeners.size === 0) this.close()
    }
  }

  private readonly catchUp = () => {
    for (const listener of this.listeners) listener.catchUp()
  }

  private readonly catchUpWhenVisible = () => {
    if (document.visibilityState === 'visible') this.catchUp()
  }

  private open(): void {
    this.isOpen = true
    document.addEventListener('visibilitychange', this.catchUpWhenVisible)
    window.addEventListener('focus', this.catchUpWhenVisible)
    window.addEventListener('online', this.catchUp)
    this.keepAwakeTimer = setInterval(this.catchUp, KEEP_AWAKE_MS)
    this.startPolling()
    // Without its code or a session the socket stays down, and polling goes on until the next attempt.
    this.connect().catch(() => undefined)
  }

  private async connect(): Promise<void> {
    // Loaded on demand: the socket is not needed for the first paint.
    const { realtimeClient, leaveChannel } = await import('./supabase/browser')
    // A phone that has just read that code may have a finger on it.
    await new Promise((resolve) => setTimeout(resolve))
    const client = realtimeClient()
    await client.setAuth()
    // Until it has left, the client would hand out the channel of before, which can't be joined again.
    await this.leaving
    if (!this.isOpen || this.channel) return
    const channel = client
      .channel(`credits:${this.userId}`, { config: { private: true } })
      .on('broadcast', { event: '*' }, ({ event, payload }: { event: string; payload?: unknown }) => {
        for (const listener of this.listeners) if (listener.event === event) listener.hear(payload)
      })
    this.channel = channel
    this.leave = () => leaveChannel(client, channel)
    channel.subscribe((status) => {
      if (this.channel !== channel) return
      this.isJoined = status === 'SUBSCRIBED'
      // The server ended it, as when the token ran out: nothing but the next poll joins it again, with a new token.
      if (status === 'CLOSED') this.letGo()
      if (!this.isJoined) return this.startPolling()
      this.stopPolling()
      // Whatever was said while nobody listened.
      this.catchUp()
    })
  }

  private close(): void {
    this.isOpen = false
    this.isJoined = false
    this.stopPolling()
    clearInterval(this.keepAwakeTimer)
    document.removeEventListener('visibilitychange', this.catchUpWhenVisible)
    window.removeEventListener('focus', this.catchUpWhenVisible)
    window.removeEventListener('online', this.catchUp)
    this.letGo()
  }

  private letGo(): void {
    const { leave } = this
    // First: leaving says CLOSED as well.
    this.leave = undefined
    this.channel = undefined
    if (leave) this.leaving = leave().catch(() => undefined)
  }

  private readonly poll = () => {
    this.catchUp()
    if (!this.channel) this.connect().catch(() => undefined)
  }

  private startPolling(): void {
    this.pollTimer ??= setInterval(this.poll, POLL_MS)
  }

  private stopPolling(): void {
    clearInterval(this.pollTimer)
    this.pollTimer = undefined
  }
}
