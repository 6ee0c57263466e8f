'use client'

import { useEffect, useState } from 'react'
import { Alert } from '@/components/ui/alert'
import { useRefresh } from '@/components/ui/use-refresh'

const POLL_MS = 2_000
/** After this long we say that it is late, and go on looking now and then. */
const LATE_MS = 20_000

type RefreshWhileWaitingProps = {
  title: string
  /** What may be the matter when it takes long, and what happens then. */
  late: string
}

/** Looks again until the webhook of a checkout that was just finished has come. */
export function RefreshWhileWaiting({ title, late }: RefreshWhileWaitingProps) {
  const refresh = useRefresh()
  const [isLate, setLate] = useState(false)
  useEffect(() => {
    const poll = setInterval(() => refresh(), isLate ? POLL_MS * 5 : POLL_MS)
    const timer = setTimeout(() => setLate(true), LATE_MS)
    return () => {
      clearInterval(poll)
      clearTimeout(timer)
    }
  }, [refresh, isLate])
  return (
    <Alert variant={isLate ? 'warning' : 'info'} title={isLate ? 'This is taking longer than usual' : title}>
      {isLate ? late : 'Waiting for the payment provider. This page updates by itself.'}
    </Alert>
  )
}
