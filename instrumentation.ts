import type { Instrumentation } from 'next'
import { readDigest } from '@/app/error-digest'

/** Runs once when the server boots. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== 'nodejs') return
  const { checkEnvOrExit } = await import('@/lib/env/server')
  checkEnvOrExit()
}

/**
 * Logs what a page or a server action threw, by the reference that the error page shows. What a route answers itself never gets here.
 * Neither the query nor headers: they may hold tokens.
 */
export const onRequestError: Instrumentation.onRequestError = async (err, { path, method }) => {
  if (process.env.NEXT_RUNTIME !== 'nodejs') return
  const { logger } = await import('@/lib/logger')
  logger().error({ digest: readDigest(err), path: path.split('?')[0], method, err }, 'a request failed')
}
