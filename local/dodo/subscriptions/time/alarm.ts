import type { Dodo } from '../../context'
import { nextDue, runDue } from './due'

/** The longest that a timer can wait. */
const LONGEST_MS = 2_147_483_647
/** Keeps a clock that stands still from being asked without end. */
const SHORTEST_MS = 250

/** Does what is due when its time comes, while nobody asks the stand-in anything. */
export function createAlarm(dodo: Dodo): { set(): void; stop(): void } {
  let timer: NodeJS.Timeout | undefined
  let stopped = false
  function set(): void {
    clearTimeout(timer)
    const next = nextDue(dodo)
    if (stopped || !next) return
    const wait = Math.min(LONGEST_MS, Math.max(SHORTEST_MS, next.at - dodo.now().getTime()))
    timer = setTimeout(ring, wait)
    timer.unref()
  }
  function ring(): void {
    try {
      if (runDue(dodo)) dodo.store.save().catch(report)
    } catch (error) {
      report(error)
    }
    set()
  }
  return {
    set,
    stop() {
      stopped = true
      clearTimeout(timer)
    },
  }
}

function report(error: unknown): void {
  console.error('DodoPayments stand-in:', error)
}
