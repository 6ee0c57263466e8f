import { readFileSync } from 'node:fs'
import { z } from 'zod'

const vitestReport = z.object({
  numPassedTests: z.number(),
  numFailedTests: z.number(),
  numPendingTests: z.number(),
  numTodoTests: z.number(),
  testResults: z.array(z.object({ status: z.string(), assertionResults: z.array(z.unknown()) })),
})
const playwrightReport = z.object({
  stats: z.object({ expected: z.number(), unexpected: z.number(), flaky: z.number(), skipped: z.number() }),
})

export type Counts = { passed: number; failed: number; skipped: number }

/** Adds up the JSON reports of both runners. Undefined when one of them was not written: then nobody knows. */
export function readCounts(vitestFile: string, playwrightFile: string): Counts | undefined {
  const vitest = read(vitestFile, vitestReport)
  const stats = read(playwrightFile, playwrightReport)?.stats
  if (!vitest || !stats) return undefined
  // A file that does not load has no tests to fail, and is a failure all the same.
  const brokenFiles = vitest.testResults.filter(
    (file) => file.status === 'failed' && file.assertionResults.length === 0,
  )
  return {
    passed: vitest.numPassedTests + stats.expected + stats.flaky,
    failed: vitest.numFailedTests + brokenFiles.length + stats.unexpected,
    skipped: vitest.numPendingTests + vitest.numTodoTests + stats.skipped,
  }
}

export function describeCounts({ passed, failed, skipped }: Counts): string {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`
}

function read<T>(file: string, shape: z.ZodType<T>): T | undefined {
  try {
    return shape.parse(JSON.parse(readFileSync(file, 'utf8')))
  } catch {
    return undefined
  }
}
