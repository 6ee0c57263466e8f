import 'server-only'
import { setTimeout as delay } from 'node:timers/promises'

/** A call that takes longer than this holds nobody up: the next one goes out beside it. */
const PATIENCE_MS = 1_000

/**
 * Many calls made as few. What is asked while a call is under way waits for it, and then goes out together, `most` at a time and in
 * the order it came; so a quiet server asks at once and a flooded one asks in bulk. `callMany` answers one result for each item.
 */
export function joinCalls<Item, Result>(callMany: (items: Item[]) => Promise<Result[]>, most: number) {
  type Waiting = { item: Item; resolve: (result: Promise<Result>) => void }
  const waiting: Waiting[] = []
  let isRunning = false

  function send(together: Waiting[]): Promise<unknown> {
    const called = callMany(together.map(({ item }) => item))
    for (const [n, { resolve }] of together.entries()) {
      resolve(
        called.then((results) => {
          if (results.length !== together.length) throw new Error('The answer has another length.')
          return results[n] as Result
        }),
      )
    }
    return called.catch(() => undefined)
  }

  async function run() {
    isRunning = true
    while (waiting.length > 0) {
      const late = delay(PATIENCE_MS, undefined, { ref: false })
      await Promise.race([send(waiting.splice(0, most)), late])
    }
    isRunning = false
  }

  return (item: Item): Promise<Result> =>
    new Promise((resolve) => {
      waiting.push({ item, resolve })
      if (!isRunning) void run()
    })
}
