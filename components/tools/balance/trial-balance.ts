'use client'

import { askAs } from '@/lib/ask-as'
import type { BalanceState } from '@/lib/credit-manager'

/**
 * The one source of a trial's balance in this tab, null while there is no trial. A trial has no realtime channel:
 * answers report to it, and it asks again when the tab comes back to the front.
 */
export class TrialBalance {
  private static instance: TrialBalance | undefined
  private readonly listeners = new Set<() => void>()

  private constructor(private state: BalanceState | null) {}

  /** This tab's, begun with what the server rendered unless it knows something newer. */
  static for(initial: BalanceState | null): TrialBalance {
    if (typeof window === 'undefined') return new TrialBalance(initial)
    TrialBalance.instance ??= new TrialBalance(initial)
    const known = TrialBalance.instance
    if (known.listeners.size === 0) known.apply(initial)
    return known
  }

  readonly getSnapshot = (): BalanceState | null => this.state

  readonly subscribe = (listener: () => void): (() => void) => {
    if (this.listeners.size === 0) document.addEventListener('visibilitychange', this.refreshWhenVisible)
    this.listeners.add(listener)
    return () => {
      this.listeners.delete(listener)
      if (this.listeners.size === 0) document.removeEventListener('visibilitychange', this.refreshWhenVisible)
    }
  }

  /** Take over a balance of the same trial unless it is older than the one shown. */
  apply(next: BalanceState | null): void {
    if (next && (!this.state || next.version > this.state.version)) this.show(next)
  }

  /** What a response said was left; the hold that paid for it is over. */
  report(balance: Omit<BalanceState, 'held'>): void {
    this.apply({ ...balance, held: 0 })
  }

  /** Another trial than before, or none. */
  begin(trial: BalanceState | null): void {
    this.show(trial)
  }

  /** Ask the server. Failures are left to the next time. */
  readonly refresh = async (): Promise<void> => {
    if (!this.state) return
    this.apply((await askAs<BalanceState>(null, '/api/credits/balance')) ?? null)
  }

  private readonly refreshWhenVisible = () => {
    if (document.visibilityState === 'visible') void this.refresh()
  }

  private show(next: BalanceState | null): void {
    this.state = next
    for (const listener of this.listeners) listener()
  }
}
