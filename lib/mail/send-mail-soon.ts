import 'server-only'
import { after } from 'next/server'
import { serverEnv } from '@/lib/env/server'
import { logger } from '@/lib/logger'

/** What follows a response must not keep a function running for long; the rest is the daily job's. */
const BUDGET_MS = 20_000
const THROTTLE_MS = 30_000

let running: Promise<void> | undefined
let isAskedAgain = false
let throttledUntil = 0

/**
 * Send what is in the outbox once the response is out. For whatever may have told somebody something; `isThrottled` for what
 * happens all the time: then once in 30 s for each server. Never fails and never delays the request.
 */
export function sendMailSoon({ isThrottled = false } = {}): void {
  try {
    if (!serverEnv().SMTP_URL) return
    const now = performance.now()
    if (isThrottled && now < throttledUntil) return
    after(drainOnce)
    throttledUntil = now + THROTTLE_MS
  } catch {
    // Outside of a request there is no "after"; the next request or the daily job sends it.
  }
}

/** One drain at a time; who asks meanwhile gets another one, for what was written since the first looked. */
function drainOnce(): Promise<void> {
  isAskedAgain = running !== undefined
  running ??= drain().finally(() => {
    running = undefined
  })
  return running
}

async function drain(): Promise<void> {
  try {
    const { drainOutbox } = await import('./drain-outbox')
    do {
      isAskedAgain = false
      await drainOutbox({ untilMs: performance.now() + BUDGET_MS })
    } while (isAskedAgain)
  } catch (err) {
    logger().error({ err }, 'mails could not be sent')
  }
}
