'use client'

import { useEffect } from 'react'
import { useRefresh } from '@/components/ui/use-refresh'
import { type BalanceState, useCreditManager } from '@/lib/credit-manager'

const WAIT_MS = 400

/** Reads the page anew when the balance has moved, so that all of its numbers are of one moment. */
export function FollowBalance({ userId, balance }: { userId: string; balance: BalanceState }) {
  const refresh = useRefresh()
  const { version } = useCreditManager(userId, balance)
  useEffect(() => {
    if (version <= balance.version) return
    const timer = setTimeout(() => refresh(), WAIT_MS)
    return () => clearTimeout(timer)
  }, [refresh, version, balance.version])
  return null
}
