'use client'

import { useRouter } from 'next/navigation'
import { useEffect } from 'react'
import { type BalanceState, useCreditManager } from '@/lib/credit-manager'

const WAIT_MS = 400

/** Reads the page anew when the balance has moved, so that all of its numbers are of one moment. */
export function FollowBalance({ userId, balance }: { userId: string; balance: BalanceState }) {
  const router = useRouter()
  const { version } = useCreditManager(userId, balance)
  useEffect(() => {
    if (version <= balance.version) return
    const timer = setTimeout(() => router.refresh(), WAIT_MS)
    return () => clearTimeout(timer)
  }, [router, version, balance.version])
  return null
}
