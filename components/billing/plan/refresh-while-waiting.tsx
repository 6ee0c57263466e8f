'use client'

import { useRouter } from 'next/navigation'
import { useEffect, useState } from 'react'
import { Alert } from '@/components/ui/alert'

const POLL_MS = 2_000
/** After this long we say that it is late, and go on looking now and then. */
const LATE_MS = 20_000

/** Looks again until the webhook of a checkout that was just paid has come. */
export function RefreshWhileWaiting() {
  const router = useRouter()
  const [isLate, setLate] = useState(false)
  useEffect(() => {
    const poll = setInterval(() => router.refresh(), isLate ? POLL_MS * 5 : POLL_MS)
    const late = setTimeout(() => setLate(true), LATE_MS)
    return () => {
      clearInterval(poll)
      clearTimeout(late)
    }
  }, [router, isLate])
  return (
    <Alert
      variant={isLate ? 'warning' : 'info'}
      title={isLate ? 'This takes longer than usual' : 'Setting up your plan'}
    >
      {isLate
        ? 'The payment provider has not confirmed your payment yet, or it was declined. You can leave: your plan begins by itself once it is confirmed.'
        : 'Waiting for the payment provider. This page changes by itself.'}
    </Alert>
  )
}
