import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { ANSWER_AFTER_MS, FAIL_AFTER_MS, failSlowly, giveSameAnswer } from '@/lib/auth/form/same-answer'

const after = vi.hoisted(() => vi.fn())
vi.mock('next/server', () => ({ after }))
vi.mock('server-only', () => ({}))
// Fake timers do not reach the promise form.
vi.mock('node:timers/promises', () => ({
  setTimeout: (ms: number, value: unknown) => new Promise((resolve) => setTimeout(resolve, ms, value)),
}))

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
  after.mockClear()
})

/** Resolves with `value` after so many milliseconds. */
const take = <T>(ms: number, value: T) => new Promise<T>((resolve) => setTimeout(resolve, ms, value))

/** How long the clock runs until the promise settles, in milliseconds, and its value. */
async function time<T>(promise: Promise<T>): Promise<{ ms: number; value: T }> {
  const start = Date.now()
  const measured = promise.then((value) => ({ ms: Date.now() - start, value }))
  await vi.runAllTimersAsync()
  return measured
}

it.each([0, 40, ANSWER_AFTER_MS - 1, ANSWER_AFTER_MS + 5_000])(
  'answers at the same moment after %i ms of work',
  async (ms) => {
    expect(await time(giveSameAnswer(take(ms, undefined)))).toEqual({ ms: ANSWER_AFTER_MS, value: undefined })
  },
)

it('shows a problem that is no secret at once', async () => {
  expect(await time(giveSameAnswer(take(40, 'limit')))).toEqual({ ms: 40, value: 'limit' })
})

it('lets late work go on after the answer, without waiting for what it finds', async () => {
  const work = take(ANSWER_AFTER_MS + 1_000, 'limit')
  expect(await time(giveSameAnswer(work))).toEqual({ ms: ANSWER_AFTER_MS, value: undefined })
  expect(after).toHaveBeenCalledWith(work)
})

it('holds failures back and lets successes through', async () => {
  const failed = { error: 'invalid' }
  expect(await time(failSlowly(take(5, failed)))).toEqual({ ms: FAIL_AFTER_MS, value: failed })
  expect(await time(failSlowly(take(FAIL_AFTER_MS + 50, failed)))).toEqual({
    ms: FAIL_AFTER_MS + 50,
    value: failed,
  })
  expect((await time(failSlowly(take(5, { error: null })))).ms).toBe(5)
})
