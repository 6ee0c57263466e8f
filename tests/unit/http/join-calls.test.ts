import { expect, test } from 'vitest'
import { joinCalls } from '@/lib/http/join-calls'

/** Calls that end when told to, in the order they were made. */
function useCalls(most = 3) {
  const calls: { items: number[]; end: (results: string[] | Error) => void }[] = []
  const ask = joinCalls(
    (items: number[]) =>
      new Promise<string[]>((resolve, reject) => {
        calls.push({ items, end: (result) => (Array.isArray(result) ? resolve(result) : reject(result)) })
      }),
    most,
  )
  const soon = () => new Promise((resolve) => setImmediate(resolve))
  return { calls, ask, soon }
}

test('the first asks at once, those that come meanwhile go out together and in order', async () => {
  const { calls, ask, soon } = useCalls()
  const answers = [1, 2, 3, 4, 5].map(ask)
  expect(calls.map(({ items }) => items)).toEqual([[1]])
  calls[0]?.end(['one'])
  await soon()
  expect(calls[1]?.items).toEqual([2, 3, 4])
  calls[1]?.end(['two', 'three', 'four'])
  await soon()
  expect(calls[2]?.items).toEqual([5])
  calls[2]?.end(['five'])
  expect(await Promise.all(answers)).toEqual(['one', 'two', 'three', 'four', 'five'])
  const later = ask(6)
  expect(calls[3]?.items).toEqual([6])
  calls[3]?.end(['six'])
  expect(await later).toBe('six')
})

test('a call that fails fails for all who were in it, and the next goes out', async () => {
  const { calls, ask, soon } = useCalls()
  const answers = [1, 2, 3].map((item) => ask(item).catch((error: Error) => error.message))
  calls[0]?.end(['one'])
  await soon()
  calls[1]?.end(new Error('lost'))
  expect(await Promise.all(answers)).toEqual(['one', 'lost', 'lost'])
  const next = ask(4)
  calls[2]?.end(['four'])
  expect(await next).toBe('four')
})

test('an answer of another length is nobody’s', async () => {
  const { calls, ask } = useCalls()
  const answer = ask(1).catch((error: Error) => error.message)
  calls[0]?.end([])
  expect(await answer).toBe('The answer has another length.')
})

test('a call that does not end holds nobody up', async () => {
  const { calls, ask } = useCalls()
  void ask(1)
  const second = ask(2)
  await expect.poll(() => calls.length, { timeout: 5_000 }).toBe(2)
  calls[1]?.end(['two'])
  expect(await second).toBe('two')
})
