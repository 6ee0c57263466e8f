import 'server-only'
import { serverEnv } from '@/lib/env/server'
import { AppError } from '@/lib/errors'

/** Longest that work may take unless its route says otherwise. */
export const DEFAULT_TIMEOUT_MS = 60_000

/** A signal for work: aborts when the client goes away or time is up, with the AppError that says which. */
export function workSignal(request: Request, timeoutMs: number) {
  const controller = new AbortController()
  const stop = (code: 'timeout' | 'client_closed') => controller.abort(new AppError(code))
  const { MAX_WORK_SECONDS = Number.POSITIVE_INFINITY } = serverEnv()
  const timer = setTimeout(stop, Math.min(timeoutMs, MAX_WORK_SECONDS * 1000), 'timeout')
  const onClose = () => stop('client_closed')
  if (request.signal.aborted) onClose()
  request.signal.addEventListener('abort', onClose, { once: true })
  const done = () => {
    clearTimeout(timer)
    request.signal.removeEventListener('abort', onClose)
  }
  return {
    signal: controller.signal,
    /** Give up on behalf of a reader that left. */
    close: onClose,
    /** Throws when it was given up already; from now on nothing gives it up. */
    commit() {
      controller.signal.throwIfAborted()
      done()
    },
    done,
  }
}

/** Stop waiting for work as soon as the signal fires, even when the work itself does not listen to it. */
export function untilAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const stop = () => reject(signal.reason)
    if (signal.aborted) stop()
    signal.addEventListener('abort', stop, { once: true })
    work
      // Work that listens fails with what it made of the signal; the signal's own reason says more.
      .then(resolve, (error: unknown) => reject(signal.aborted ? signal.reason : error))
      .finally(() => signal.removeEventListener('abort', stop))
  })
}
