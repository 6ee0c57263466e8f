'use client'

import type { RealtimeChannel } from '@supabase/supabase-js'
import { useEffect, useMemo, useSyncExternalStore } from 'react'
import { postJson } from './api-client'

/** Credits as a browser knows them; `version` grows with every movement and tells newer from older. */
export type BalanceState = { available: number; held: number; version: number }

const POLL_MS = 30_000
/** Accounts that nobody asks about for a day are no longer announced (`last_read_at`); an open tab keeps asking. */
const KEEP_AWAKE_MS = 6 * 3_600_000

function isBalanceState(value: unknown): value is BalanceState {
  if (typeof value !== 'object' || value === null) return false
  const { available, held, version } = value as Record<string, unknown>
  return [available, held, version].every(Number.isSafeInteger)
}

/**
 * The one source of a user's balance in this tab: hears every movement on the private channel `credits:<user id>`, drops
 * what is not newer than what it shows, asks again on focus and on reconnect, and polls every 30 s only while the
 * socket is down. Opens with the first subscriber, one channel however many there are, and closes with the last.
 */
export class CreditManager {
  private static readonly instances = new Map<string, CreditManager>()

  private readonly listeners = new Set<() => void>()
  private leave: (() => Promise<void>) | undefined
  private channel: RealtimeChannel | undefined
  private leaving: Promise<unknown> = Promise.resolve()
  private wasOpen = false
  private pollTimer: ReturnType<typeof setInterval> | undefined
  private keepAwakeTimer: ReturnType<typeof setInterval> | undefined
  private isOpen = false
  /** An answer says what is left but not what is on hold; the next full news of that version completes it. */
  private isHeldGuessed = false

  private constructor(
    private readonly userId: string,
    private state: BalanceState,
  ) {}

  /**
   * The manager of this user, made with `initial` (what the server rendered) the first time. It outlives its
   * subscribers: a page that is hidden and shown again comes back to the one that the others use.
   */
  static for(userId: string, initial: BalanceState): CreditManager {
    let manager = CreditManager.instances.get(userId)
    if (!manager) {
      manager = new CreditManager(userId, initial)
      if (typeof window !== 'undefined') CreditManager.instances.set(userId, manager)
    }
    if (manager.listeners.size === 0) manager.apply(initial)
    return manager
  }

  /** Tell the manager of this user, if this tab has one, what a response said. */
  static report(userId: string, balance: Omit<BalanceState, 'held'>): void {
    const manager = CreditManager.instances.get(userId)
    if (!manager || balance.version <= manager.state.version) return
    manager.isHeldGuessed = true
    manager.show({ ...balance, held: manager.state.held })
  }

  readonly getSnapshot = (): BalanceState => this.state

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener)
    if (!this.isOpen) this.open()
    return () => {
      this.listeners.delete(listener)
      // A remount in the same tick (navigation, StrictMode) keeps the channel.
      queueMicrotask(() => {
        if (this.listeners.size === 0) this.close()
      })
    }
  }

  /** Take over a balance unless it is older than the one shown. */
  apply(next: BalanceState): void {
    const isCompletion = this.isHeldGuessed && next.version === this.state.version
    if (next.version <= this.state.version && !isCompletion) return
    this.isHeldGuessed = false
    this.show(next)
  }

  private show(next: BalanceState): void {
    this.state = next
    for (const listener of this.listeners) listener()
  }

  /** Ask the server. Failures are left to the next focus, reconnect or poll. */
  readonly refresh = async (): Promise<void> => {
    const response = await fetch('/api/credits/balance', { cache: 'no-store' }).catch(() => undefined)
    const balance: unknown = response?.ok ? await response.json().catch(() => undefined) : undefined
    if (isBalanceState(balance)) this.apply(balance)
  }

  private readonly refreshWhenVisible = () => {
    if (document.visibilityState === 'visible') void this.refresh()
  }

  private open(): void {
    this.isOpen = true
    document.addEventListener('visibilitychange', this.refreshWhenVisible)
    window.addEventListener('focus', this.refreshWhenVisible)
    window.addEventListener('online', this.refresh)
    this.keepAwakeTimer = setInterval(this.refresh, KEEP_AWAKE_MS)
    this.startPolling()
    // What happened while nobody listened; the first time the server has just rendered it.
    if (this.wasOpen) void this.refresh()
    this.wasOpen = true
    // Without its code or a session the socket stays down, and polling goes on until the next attempt.
    this.connect().catch(() => undefined)
  }

  private async connect(): Promise<void> {
    // Loaded on demand: the socket is not needed for the first paint.
    const { createBrowserSupabase, leaveChannel } = await import('./supabase/browser')
    const client = createBrowserSupabase()
    await client.realtime.setAuth()
    // Until it has left, the client would hand out the channel of before, which can't be joined again.
    await this.leaving
    if (!this.isOpen || this.channel) return
    const channel = client
      .channel(`credits:${this.userId}`, { config: { private: true } })
      .on('broadcast', { event: 'balance' }, ({ payload }: { payload: unknown }) => {
        if (isBalanceState(payload)) this.apply(payload)
      })
    this.channel = channel
    this.leave = () => leaveChannel(client, channel)
    channel.subscribe((status) => {
      if (!this.isOpen) return
      if (status !== 'SUBSCRIBED') return this.startPolling()
      this.stopPolling()
      // Whatever was said while nobody listened.
      void this.refresh()
    })
  }

  private close(): void {
    if (!this.isOpen) return
    this.isOpen = false
    this.stopPolling()
    clearInterval(this.keepAwakeTimer)
    document.removeEventListener('visibilitychange', this.refreshWhenVisible)
    window.removeEventListener('focus', this.refreshWhenVisible)
    window.removeEventListener('online', this.refresh)
    if (this.leave) this.leaving = this.leave().catch(() => undefined)
    this.leave = undefined
    this.channel = undefined
  }

  private readonly poll = () => {
    void this.refresh()
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

/**
 * The live balance of `userId`, starting from what the server rendered. Components that use it share one channel.
 */
export function useCreditManager(
  userId: string,
  initial: BalanceState,
): BalanceState & { refresh(): Promise<void> } {
  const manager = useMemo(() => CreditManager.for(userId, initial), [userId, initial])
  const state = useSyncExternalStore(manager.subscribe, manager.getSnapshot, () => initial)
  useEffect(() => manager.apply(initial), [manager, initial])
  return { ...state, refresh: manager.refresh }
}

type ApiCallOptions = { signal?: AbortSignal; idempotencyKey?: string }
type Charged = { creditsUsed: number; newBalance: number; balanceVersion: number }

/**
 * POST JSON to one of our paid routes and take over the balance it answers with. One key per call: a repeat after a lost
 * answer is not charged twice. Throws ApiError.
 */
export async function makeApiCallWithCreditUpdate<T>(
  userId: string,
  path: string,
  body: unknown,
  { signal, idempotencyKey = crypto.randomUUID() }: ApiCallOptions = {},
): Promise<T & Charged> {
  const answer = await postJson<T & Charged>(path, body, { signal, idempotencyKey })
  CreditManager.report(userId, { available: answer.newBalance, version: answer.balanceVersion })
  return answer
}
