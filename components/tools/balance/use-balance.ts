'use client'

import { useEffect, useMemo, useSyncExternalStore } from 'react'
import { postJson } from '@/lib/api-client'
import { type BalanceState, CreditManager } from '@/lib/credit-manager'
import { TrialBalance } from './trial-balance'
import type { Viewer } from './viewer'

const SETTLE_ATTEMPTS = 8
const SETTLE_PAUSE_MS = 400

const openStore = (viewer: Viewer) =>
  viewer.kind === 'user' ? CreditManager.for(viewer.userId, viewer.balance) : TrialBalance.for(viewer.trial)

/**
 * The live balance that a viewer pays with, a user's or a trial's; null for a visitor whose trial has not begun.
 * Components that use it show the same.
 */
export function useBalance(viewer: Viewer) {
  const store = useMemo(() => openStore(viewer), [viewer])
  const initial = viewer.kind === 'user' ? viewer.balance : viewer.trial
  const balance = useSyncExternalStore<BalanceState | null>(store.subscribe, store.getSnapshot, () => initial)
  useEffect(() => {
    if (initial) store.apply(initial)
  }, [store, initial])

  return {
    balance,

    /** Sees to it that there is something to pay with: begins the trial of a visitor who has none. Throws ApiError. */
    async ensure(signal: AbortSignal): Promise<void> {
      if (!(store instanceof TrialBalance) || store.getSnapshot()) return
      // Not ended by the signal: a trial whose cookie never arrived would count against the network all the same.
      store.begin(await postJson<BalanceState>('/api/leads', {}))
      signal.throwIfAborted()
    },

    /** Take over what an answer said is left. */
    report(left: Omit<BalanceState, 'held'>): void {
      if (store instanceof TrialBalance) store.report(left)
      else if (viewer.kind === 'user') CreditManager.report(viewer.userId, left)
    },

    /** The trial is over: its cookie is no longer taken. */
    forget(): void {
      if (store instanceof TrialBalance) store.begin(null)
    },

    /** Ask until nothing is on hold any more, for after a run that was given up: its end comes a moment later. */
    async settle(): Promise<void> {
      for (let attempt = 0; attempt < SETTLE_ATTEMPTS; attempt += 1) {
        await store.refresh()
        if (!store.getSnapshot()?.held) return
        await new Promise((resolve) => setTimeout(resolve, SETTLE_PAUSE_MS))
      }
    },
  }
}

export type BalanceAccess = ReturnType<typeof useBalance>
