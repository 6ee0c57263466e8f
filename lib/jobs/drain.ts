/** A run stops after so long, wherever it is: the next one goes on. */
export const BUDGET_MS = 20_000

/** Repeat a bounded step until it finds nothing to do or time is up. Answers the sum of what the steps did. */
export async function drain(until: number, step: () => Promise<number>): Promise<number> {
  let total = 0
  while (performance.now() < until) {
    const done = await step()
    if (done === 0) break
    total += done
  }
  return total
}
