import { useContext, useRef, useState } from 'react'
import { HoldWindow } from './hold-window'

/**
 * `run` does the work, and nothing while it is under way; so long a FormDialog around it stays open. State alone would not do: a second
 * click can come before the next render. What the work throws is thrown on.
 */
export function useOneAtATime<Args extends unknown[]>(work: (...args: Args) => Promise<void>) {
  const isUnderWay = useRef(false)
  const [isRunning, setIsRunning] = useState(false)
  const hold = useContext(HoldWindow)

  async function run(...args: Args) {
    if (isUnderWay.current) return
    isUnderWay.current = true
    hold(true)
    setIsRunning(true)
    try {
      await work(...args)
    } finally {
      isUnderWay.current = false
      hold(false)
      setIsRunning(false)
    }
  }
  return { isRunning, run }
}
