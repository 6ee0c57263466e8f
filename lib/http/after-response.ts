import 'server-only'
import { after } from 'next/server'
import { logger } from '@/lib/logger'

const THROTTLE_MS = 30_000

/**
 * Work that may have become due in a request and is done once its response is out: one run at a time in each server, and another
 * one for whoever asks meanwhile. `isThrottled` is for what happens all the time: then once in 30 s. Never fails and
 * never delays the request; outside of a request nothing happens, and a cron does the work.
 */
export function afterResponse(what: string, run: () => Promise<unknown>) {
  let running: Promise<void> | undefined
  let isAskedAgain = false
  let throttledUntil = 0

  async function runUntilDone(): Promise<void> {
    try {
      do {
        isAskedAgain = false
        await run()
      } while (isAskedAgain)
    } catch (err) {
      logger().error({ err }, `${what} failed after a response`)
    }
  }

  function runOnce(): Promise<void> {
    isAskedAgain = running !== undefined
    running ??= runUntilDone().finally(() => {
      running = undefined
    })
    return running
  }

  return ({ isThrottled = false } = {}): void => {
    const now = performance.now()
    if (isThrottled && now < throttledUntil) return
    try {
      after(runOnce)
      throttledUntil = now + THROTTLE_MS
    } catch {
      // There is no response to come after.
    }
  }
}
