import { useRef, useState } from 'react'

/**
 * `run` does the work, and nothing while it is under way. State alone would not do: a second click can come before the next
 * render. What the work throws is thrown on.
 */
export function useOneAtATime<Args extends unknown[]>(work: (...args: Args) => Promise<void>) {
  const isUnderWay = useRef(false)
  const [isRunning, setIsRunning] = useState(false)

  async function run(...args: Args) {
    if (isUnderWay.current) return
    isUnderWay.current = true
    setIsRunning(true)
    try {
      await work(...args)
    } finally {
      isUnderWay.current = false
      setIsRunning(false)
    }
  }
  return { isRunning, run }
}
