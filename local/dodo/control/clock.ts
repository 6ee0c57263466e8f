import { z } from 'zod'
import type { Dodo } from '../context'
import { ApiError, json, parseInput, type Route } from '../http'
import { moveClock, nextDue, type Step, soonDue } from '../subscriptions/time/due'
import { answer, formFlag, formText } from './answer'

/** As far as one move may go: enough for any test, and few enough steps for a request. */
const FARTHEST_MS = 20 * 366 * 86_400_000

const clockBody = z
  .strictObject({
    /** Seconds to go forward. */
    advance_seconds: z.coerce.number().min(0).optional(),
    /** A moment with its offset, or without one in UTC; `next` for whatever is due next within a year. */
    to: formText,
    /** False goes on without waiting for the webhooks of each step. */
    wait: formFlag,
  })
  .refine((body) => (body.advance_seconds === undefined) !== (body.to === undefined), {
    error: 'give either advance_seconds or to',
  })

/** Moves of one clock happen one after the other. */
const moves = new WeakMap<Dodo, Promise<unknown>>()

export const clockRoutes: Route[] = [
  {
    method: 'GET',
    path: '/__local/clock',
    access: 'control',
    handle: (dodo) => json({ clock: describeClock(dodo) }),
  },
  {
    method: 'POST',
    path: '/__local/clock',
    access: 'control',
    async handle(dodo, incoming) {
      const body = parseInput(clockBody, incoming.body)
      const move = async (): Promise<Step[]> => {
        const target = findTarget(dodo, body)
        return moveClock(dodo, target, body.wait ?? true)
      }
      const moving = (moves.get(dodo) ?? Promise.resolve()).then(move)
      moves.set(
        dodo,
        moving.catch(() => undefined),
      )
      const steps = await moving
      return answer(incoming, { clock: describeClock(dodo), steps }, 'clock')
    },
  },
]

/** What the clock shows, how far it is ahead, and what it will bring about next. */
export function describeClock(dodo: Dodo) {
  const next = nextDue(dodo)
  return {
    now: dodo.now().toISOString(),
    offset_seconds: Math.round(dodo.store.state.clock_offset_ms / 1_000),
    next_due: next
      ? { at: new Date(next.at).toISOString(), subscription_id: next.subscription.subscription_id }
      : null,
  }
}

function findTarget(dodo: Dodo, body: z.output<typeof clockBody>): number {
  const now = dodo.now().getTime()
  const target = body.to === undefined ? now + (body.advance_seconds ?? 0) * 1_000 : readMoment(dodo, body.to)
  if (target < now) throw new ApiError(422, 'CLOCK_GOES_FORWARD', 'The clock can only be moved forward')
  if (target > now + FARTHEST_MS) throw new ApiError(422, 'CLOCK_TOO_FAR', 'One move goes 20 years at most')
  return target
}

function readMoment(dodo: Dodo, text: string): number {
  if (text === 'next') {
    const next = soonDue(dodo)
    if (!next) throw new ApiError(422, 'NOTHING_DUE', 'Nothing is due within a year')
    return Math.max(next.at, dodo.now().getTime())
  }
  const time = Date.parse(/(Z|[+-]\d\d:\d\d)$/.test(text) ? text : `${text}Z`)
  if (Number.isNaN(time)) throw new ApiError(422, 'INVALID_REQUEST_BODY', 'to: is no moment in time')
  return time
}
