import 'server-only'
import { after } from 'next/server'
import { logger } from '@/lib/logger'

const THROTTLE_MS = 30_000

let running: Promise<void> | undefined
let isAskedAgain = false
let throttledUntil = 0

/**
 * Charge the top-ups that are due once the response is out. For whatever may have made one due; `isThrottled` for what happens
 * all the time: then once in 30 s for each server. Never fails and never delays the request.
 */
export function runTopUpsSoon({ isThrottled = false } = {}): void {
  const now = performance.now()
  if (isThrottled && now < throttledUntil) return
  try {
    after(runOnce)
    throttledUntil = now + THROTTLE_MS
  } catch {
    // Outside of a request there is no "after"; the next request or a cron charges them.
  }
}

/** One run at a time; who asks meanwhile gets another one, for what fell due since the first looked. */
function runOnce(): Promise<void> {
  isAskedAgain = running !== undefined
  running ??= run().finally(() => {
    running = undefined
  })
  return running
}

async function run(): Promise<void> {
  try {
    // Loaded with the first run: most requests never need the payment provider.
    const { chargeDueTopUps } = await import('./run-top-ups')
    do {
      isAskedAgain = false
      await chargeDueTopUps()
    } while (isAskedAgain)
  } catch (err) {
    logger().error({ err }, 'top-ups could not be charged')
  }
}
