'use client'

import { Coins } from 'lucide-react'
import { Amount } from '@/components/ui/amount'
import { useBalance } from './use-balance'
import type { Viewer } from './viewer'

/** What is left of a visitor's trial, live; what they could try with before it begins. */
export function TrialChip({ viewer }: { viewer: Extract<Viewer, { kind: 'visitor' }> }) {
  const { balance } = useBalance(viewer)
  if (!balance && viewer.trialCredits === null) return null
  return (
    <span
      data-testid="trial-balance"
      className="inline-flex h-9 items-center gap-2 rounded-full border bg-card px-3.5 font-medium text-sm"
    >
      <Coins aria-hidden className="size-4 text-brand" />
      <span aria-live="polite">
        {balance ? (
          <>
            Trial: <Amount value={balance.available} unit /> left
          </>
        ) : (
          <>
            <Amount value={viewer.trialCredits ?? 0} unit /> to try
          </>
        )}
      </span>
    </span>
  )
}
