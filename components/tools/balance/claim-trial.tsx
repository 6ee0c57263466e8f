'use client'

import { useEffect } from 'react'
import { toast } from 'sonner'
import { postJson } from '@/lib/api-client'
import { type BalanceState, useCreditManager } from '@/lib/credit-manager'
import { TrialBalance } from './trial-balance'

let isClaiming = false

/** Moves what is left of this browser's trial to the person who has signed in, and says so. Shows nothing itself. */
export function ClaimTrial({ userId, balance }: { userId: string; balance: BalanceState }) {
  const { refresh } = useCreditManager(userId, balance)
  useEffect(() => {
    if (isClaiming) return
    isClaiming = true
    postJson<{ creditsMoved: number }>('/api/leads/claim', {})
      .then(({ creditsMoved }) => {
        TrialBalance.for(null).begin(null)
        if (creditsMoved === 0) return
        void refresh()
        toast.success(
          `${creditsMoved} trial ${creditsMoved === 1 ? 'credit' : 'credits'} moved to your account`,
        )
      })
      // The cookie is still there: the next page asks again.
      .catch(() => undefined)
      .finally(() => {
        isClaiming = false
      })
  }, [refresh])
  return null
}
