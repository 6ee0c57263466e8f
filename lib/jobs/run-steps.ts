import 'server-only'
import { AppError } from '@/lib/errors'
import { logger } from '@/lib/logger'

type Steps = Record<string, () => Promise<unknown>>

/**
 * Run the steps of a job one after the other, each whether or not those before it failed. Answers what each of them did; throws
 * `internal`, naming them, when some failed.
 */
export async function runSteps<S extends Steps>(steps: S) {
  const done: Record<string, unknown> = {}
  const failed: string[] = []
  for (const [name, step] of Object.entries(steps)) {
    try {
      done[name] = await step()
    } catch (error) {
      logger().error({ err: error, step: name }, 'a step of a job failed')
      failed.push(name)
    }
  }
  if (failed.length > 0) {
    throw new AppError('internal', {
      message: `These steps failed: ${failed.join(', ')}.`,
      details: { done },
    })
  }
  return done as { [Name in keyof S]: Awaited<ReturnType<S[Name]>> }
}
