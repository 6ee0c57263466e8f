import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { afterResponse } from '../../../lib/http/after-response'

// The response of every request is out at once.
vi.mock('next/server', () => ({ after: (work: () => Promise<void>) => void work() }))

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

const countRuns = () => {
  const run = vi.fn(async () => undefined)
  return { run, ask: afterResponse('counting', run) }
}

it('serves who asks last within a window at its end, and once for all of them', async () => {
  const { run, ask } = countRuns()
  ask({ isThrottled: true })
  await vi.advanceTimersByTimeAsync(1_000)
  expect(run).toHaveBeenCalledTimes(1)
  for (let n = 0; n < 50; n += 1) ask({ isThrottled: true })
  await vi.advanceTimersByTimeAsync(3_900)
  expect(run).toHaveBeenCalledTimes(1)
  await vi.advanceTimersByTimeAsync(200)
  expect(run).toHaveBeenCalledTimes(2)
  await vi.advanceTimersByTimeAsync(60_000)
  expect(run).toHaveBeenCalledTimes(2)
})

it('loses nobody who asks just after work that could not wait', async () => {
  const { run, ask } = countRuns()
  ask()
  await vi.advanceTimersByTimeAsync(10)
  ask({ isThrottled: true })
  expect(run).toHaveBeenCalledTimes(1)
  await vi.advanceTimersByTimeAsync(5_000)
  expect(run).toHaveBeenCalledTimes(2)
})

it('runs at once for who is not throttled, and at most once in a window for the others', async () => {
  const { run, ask } = countRuns()
  ask()
  await vi.advanceTimersByTimeAsync(100)
  ask()
  await vi.advanceTimersByTimeAsync(100)
  expect(run).toHaveBeenCalledTimes(2)
  for (let second = 0; second < 20; second += 1) {
    ask({ isThrottled: true })
    await vi.advanceTimersByTimeAsync(1_000)
  }
  expect(run.mock.calls.length).toBeLessThanOrEqual(2 + 5)
})
