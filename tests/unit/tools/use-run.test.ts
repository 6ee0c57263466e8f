// @vitest-environment happy-dom
import { act, createElement } from 'react'
import { createRoot } from 'react-dom/client'
import { afterEach, expect, test, vi } from 'vitest'
import type { BalanceAccess } from '../../../components/tools/balance/use-balance'
import { type Attempt, type Charged, useRun } from '../../../components/tools/runner/use-run'
import { ApiError } from '../../../lib/api-client'

vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true)

const CHARGED: Charged = { creditsUsed: 1, newBalance: 49, balanceVersion: 2, creditInfo: { tokensUsed: 40 } }
const unmounts: (() => void)[] = []

/** A tool whose calls end as the test says. */
function mount() {
  const balance = {
    balance: { available: 50, held: 0, version: 1 },
    ensure: vi.fn(async () => undefined),
    report: vi.fn(),
    forget: vi.fn(),
    settle: vi.fn(async () => undefined),
  } satisfies BalanceAccess
  const attempts: Attempt[] = []
  const ends: { resolve(value: Charged): void; reject(error: unknown): void }[] = []
  const call = (attempt: Attempt) => {
    attempts.push(attempt)
    return new Promise<Charged>((resolve, reject) => {
      ends.push({ resolve, reject })
      attempt.signal.addEventListener('abort', () => reject(attempt.signal.reason))
    })
  }
  let hook: ReturnType<typeof useRun<object>>
  const Tool = () => {
    hook = useRun<object>(balance)
    return null
  }
  const root = createRoot(document.createElement('div'))
  act(() => root.render(createElement(Tool)))
  unmounts.push(() => act(() => root.unmount()))
  const request = { call, price: 1, isVisitor: false, signupCredits: 0 }
  return {
    balance,
    attempts,
    start: (inputKey: string) => act(async () => void hook.start({ ...request, inputKey })),
    stop: () => act(async () => hook.stop()),
    succeed: () => act(async () => ends.at(-1)?.resolve(CHARGED)),
    fail: (code: string) => act(async () => ends.at(-1)?.reject(new ApiError(400, code, 'Said so.'))),
    say: (piece: string) => act(async () => attempts.at(-1)?.onText(piece)),
    run: () => hook.run,
    keys: () => attempts.map(({ idempotencyKey }) => idempotencyKey),
  }
}

afterEach(() => {
  for (const unmount of unmounts.splice(0)) unmount()
})

test('attempts of the same input share a key until one succeeds, the next run has another', async () => {
  const { start, fail, succeed, keys } = mount()
  for (const code of ['offline', 'rate_limited', 'price_changed']) {
    await start('tea')
    await fail(code)
  }
  await start('tea')
  await succeed()
  await start('tea')
  const [first, ...rest] = keys()
  expect(rest).toHaveLength(4)
  expect(rest.slice(0, 3)).toEqual([first, first, first])
  expect(rest[3]).not.toBe(first)
})

test('another input is another run', async () => {
  const { start, fail, keys } = mount()
  await start('tea')
  await fail('offline')
  await start('coffee')
  expect(new Set(keys()).size).toBe(2)
})

test('a key that was used up elsewhere is not tried again', async () => {
  const { start, fail, keys } = mount()
  await start('tea')
  await fail('idempotency_conflict')
  await start('tea')
  expect(new Set(keys()).size).toBe(2)
})

test('a second click while it runs does nothing', async () => {
  const { start, succeed, attempts, run } = mount()
  await start('tea')
  await start('tea')
  expect(attempts).toHaveLength(1)
  await succeed()
  expect(run().phase).toBe('done')
})

test('stopping keeps what was written, asks what it cost, and is the end of that run', async () => {
  const { start, say, stop, run, balance, keys } = mount()
  await start('tea')
  await say('A cup ')
  await say('of')
  await stop()
  expect(run()).toMatchObject({ phase: 'stopped', text: 'A cup of', problem: null })
  expect(balance.settle).toHaveBeenCalledOnce()
  await start('tea')
  expect(new Set(keys()).size).toBe(2)
})

test('a run cancelled before anything came may have been charged after all: asking again asks for that one', async () => {
  const { start, stop, keys } = mount()
  await start('tea')
  await stop()
  await start('tea')
  expect(new Set(keys()).size).toBe(1)
})

test('the balance of the answer is shown, and a failure leaves the last result where it is', async () => {
  const { start, succeed, fail, run, balance } = mount()
  await start('tea')
  await succeed()
  expect(balance.report).toHaveBeenCalledExactlyOnceWith({ available: 49, version: 2 })
  await start('tea')
  await fail('provider_failed')
  expect(run()).toMatchObject({ phase: 'failed', answer: { result: CHARGED }, problem: { step: 'retry' } })
})

test('the trial begins before the run, and when it can’t there is no run', async () => {
  const { start, attempts, run, balance } = mount()
  balance.ensure.mockRejectedValueOnce(new ApiError(429, 'rate_limited', 'Too many.'))
  await start('tea')
  expect(attempts).toHaveLength(0)
  expect(run().problem).toMatchObject({ step: 'sign-up' })
})
