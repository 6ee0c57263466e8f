import type { State } from './store'

export type Clock = {
  now(): Date
  /** True while someone moves it, step by step. */
  moving: boolean
  /** Sets the time of this moment, in milliseconds since 1970; from there it runs on. */
  moveTo(time: number): void
  /** Does synchronous work as if it were exactly `time`. */
  at<Result>(time: number, work: () => Result): Result
}

/** A clock that runs with `base` and can be moved ahead of it. How far is kept in the state. */
export function createClock(state: State, base: () => Date): Clock {
  let pinned: number | null = null
  return {
    now: () => new Date(pinned ?? base().getTime() + state.clock_offset_ms),
    moving: false,
    moveTo(time) {
      state.clock_offset_ms = time - base().getTime()
    },
    at(time, work) {
      const before = pinned
      pinned = time
      try {
        return work()
      } finally {
        pinned = before
      }
    },
  }
}
