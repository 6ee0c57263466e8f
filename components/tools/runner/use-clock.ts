'use client'

import { useEffect, useState } from 'react'

/** Milliseconds since 1970, renewed four times a second while `isOn`; 0 before the first time. */
export function useClock(isOn: boolean): number {
  const [now, setNow] = useState(0)
  useEffect(() => {
    if (!isOn) return
    const tick = () => setNow(Date.now())
    tick()
    const timer = setInterval(tick, 250)
    return () => clearInterval(timer)
  }, [isOn])
  return now
}
