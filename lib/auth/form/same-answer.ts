import 'server-only'
import { setTimeout as sleep } from 'node:timers/promises'
import { after } from 'next/server'

/** When everyone gets the answer, in milliseconds: late enough for a complaint that is no secret to arrive before. */
export const ANSWER_AFTER_MS = 1_000
/** How long a failed sign-in takes at least, in milliseconds: longer than checking a password does. */
export const FAIL_AFTER_MS = 600

/**
 * Answers after the same time whatever `request` does, so that neither the answer nor the wait for it tells whether an
 * address has an account (sending a mail takes longer than sending none). `request` resolves to undefined, or to a
 * problem that anyone may see, which is answered at once. It goes on in the background when it takes longer.
 */
export function giveSameAnswer<T>(request: Promise<T | undefined>): Promise<T | undefined> {
  const onTime = sleep(ANSWER_AFTER_MS, undefined)
  after(request)
  return Promise.race([request.then((problem) => problem ?? onTime), onTime])
}

/** Holds a failure back until it could have been any: an unknown address fails faster than a wrong password. */
export async function failSlowly<T extends { error: unknown }>(attempt: Promise<T>): Promise<T> {
  const notBefore = sleep(FAIL_AFTER_MS, undefined, { ref: false })
  const result = await attempt
  if (result.error) await notBefore
  return result
}
