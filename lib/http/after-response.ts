import 'server-only'
import { after } from 'next/server'
import { logger } from '@/lib/logger'

const THROTTLE_MS = 5_000

/**
 * Work that may have become due in a request and is done once its response is out: one run at a time in each server, and another
 * one for whoever asks meanwhile. `isThrottled` is for what happens all the time: then at most once in 5 s, and the last who asks within
 * them is served at their end. Never fails and never delays the request; outside of a request nothing happens, and a cron does the work.
 */
export function afterResponse(what: string, run: () => Promise<unknown>) {
  let running: Promise<void> | undefined
  let isAskedAgain = false
  /** Of performance.now(): when who is throttled is next served, and whether that is arranged. */
  let servedAt = 0
  let isArranged = false

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

  async function runLater(): Promise<void> {
    const wait = Math.max(0, servedAt - performance.now())
    await new Promise((resolve) => setTimeout(resolve, wait))
    isArranged = false
    servedAt = performance.now() + THROTTLE_MS
    await runOnce()
  }

  return ({ isThrottled = false } = {}): void => {
    const now = performance.now()
    const mustWait = isThrottled && now < servedAt
    if (mustWait && isArranged) return
    try {
      after(mustWait ? runLater : runOnce)
      if (mustWait) isArranged = true
      else servedAt = now + THROTTLE_MS
    } catch {
      // There is no response to come after.
    }
  }
}
