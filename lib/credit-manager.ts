'use client'

import { useEffect, useMemo, useSyncExternalStore } from 'react'
import { postJson } from './api-client'
import { askAs } from './ask-as'
import { UserChannel } from './user-channel'

/** Credits as a browser knows them; `version` grows with every movement and tells newer from older. */
export type BalanceState = { available: number; held: number; version: number }

function isBalanceState(value: unknown): value is BalanceState {
  if (typeof value !== 'object' || value === null) return false
  const { available, held, version } = value as Record<string, unknown>
  return [available, held, version].every(Number.isSafeInteger)
}

/**
 * The one source of a user's balance in this tab: hears every movement on the user's channel, drops what is not newer than
 * what it shows, and asks again whenever the channel says that news may have been missed.
 */
export class CreditManager {
  private static readonly instances = new Map<string, CreditManager>()

  private readonly listeners = new Set<() => void>()
  private stopListening: (() => void) | undefined
  private wasOpen = false
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
    if (!this.stopListening) this.open()
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
    const balance = await askAs<unknown>(this.userId, '/api/credits/balance')
    if (isBalanceState(balance)) this.apply(balance)
  }

  private open(): void {
    // What happened while nobody listened; the first time the server has just rendered it.
    if (this.wasOpen) void this.refresh()
    this.wasOpen = true
    this.stopListening = UserChannel.for(this.userId).listen({
      event: 'balance',
      hear: (payload) => {
        if (isBalanceState(payload)) this.apply(payload)
      },
      catchUp: () => void this.refresh(),
    })
  }

  private close(): void {
    this.stopListening?.()
    this.stopListening = undefined
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
 * POST JSON to one of our paid routes and take over the balance it answers with. Repeat a call whose answer was lost with the same
 * `idempotencyKey`, and it is not charged twice; without one each call is a new one. Throws ApiError.
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
