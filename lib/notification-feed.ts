'use client'

import { useMemo, useSyncExternalStore } from 'react'
import { postJson } from './api-client'
import { askAs } from './ask-as'
import { UserChannel } from './user-channel'

type FeedState = {
  /** Unread notifications, counted up to 100. */
  unread: number
  /** Grows with whatever may have changed the list: time to read it again. */
  revision: number
}

/** The count is cut off at 100: then nobody knows how many more. */
export const formatUnread = (unread: number): string => (unread > 99 ? '99+' : String(unread))

const readUnread = (value: unknown): number | undefined => {
  const { unread } = (value ?? {}) as { unread?: unknown }
  return Number.isSafeInteger(unread) ? (unread as number) : undefined
}

/**
 * How many notifications somebody has not read, live in this tab: told on the user's channel, over the same socket as the
 * balance. Built as CreditManager is.
 */
export class NotificationFeed {
  private static readonly instances = new Map<string, NotificationFeed>()

  private readonly listeners = new Set<() => void>()
  private stopListening: (() => void) | undefined
  private wasOpen = false
  /** Counts questions and news: an answer that anything has overtaken may be older than what is shown. */
  private turn = 0
  private state: FeedState

  private constructor(
    private readonly userId: string,
    unread: number,
  ) {
    this.state = { unread, revision: 0 }
  }

  /** The feed of this user, made with what the server rendered the first time. */
  static for(userId: string, unread: number): NotificationFeed {
    let feed = NotificationFeed.instances.get(userId)
    if (!feed) {
      feed = new NotificationFeed(userId, unread)
      if (typeof window !== 'undefined') NotificationFeed.instances.set(userId, feed)
    }
    return feed
  }

  readonly getSnapshot = (): FeedState => this.state

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener)
    if (!this.stopListening) this.open()
    return () => {
      this.listeners.delete(listener)
      // A remount in the same tick (navigation, StrictMode) keeps the channel.
      queueMicrotask(() => {
        if (this.listeners.size === 0) this.close()
      })
    }
  }

  /** Mark one notification as read, or it and all older ones. Throws ApiError. */
  readonly markRead = async (id: number, withOlder = false): Promise<void> => {
    this.apply(await postJson('/api/notifications/read', { id, withOlder }))
  }

  private readonly apply = (news: unknown): void => {
    const unread = readUnread(news)
    if (unread === undefined) return
    this.turn += 1
    this.state = { unread, revision: this.state.revision + 1 }
    for (const listener of this.listeners) listener()
  }

  /** Ask the server. Failures are left to the next time. */
  private readonly catchUp = async (): Promise<void> => {
    this.turn += 1
    const { turn } = this
    const answer = await askAs<unknown>(this.userId, '/api/notifications?limit=1')
    if (turn === this.turn && readUnread(answer) !== this.state.unread) this.apply(answer)
  }

  private open(): void {
    if (this.wasOpen) void this.catchUp()
    this.wasOpen = true
    this.stopListening = UserChannel.for(this.userId).listen({
      event: 'notification',
      hear: this.apply,
      catchUp: () => void this.catchUp(),
    })
  }

  private close(): void {
    this.stopListening?.()
    this.stopListening = undefined
  }
}

/** The live unread count of `userId`, starting from what the server rendered. */
export function useNotificationFeed(userId: string, unread: number) {
  const feed = useMemo(() => NotificationFeed.for(userId, unread), [userId, unread])
  const initial = useMemo(() => ({ unread, revision: 0 }), [unread])
  const state = useSyncExternalStore(feed.subscribe, feed.getSnapshot, () => initial)
  return { ...state, markRead: feed.markRead }
}
