import 'server-only'
import { randomUUID } from 'node:crypto'
import { connection, type NextRequest } from 'next/server'
import { z } from 'zod'
import { isSameSecret } from '@/lib/auth/secret'
import { serverEnv } from '@/lib/env/server'
import { AppError } from '@/lib/errors'
import { callRpc } from '@/lib/supabase/rpc'
import { errorResponse, jsonResponse } from './responses'

type CronOptions = {
  /** Another key that opens this route as `?key=`, for schedulers that can't send headers. Unset: none does. */
  queryKey?: () => string | undefined
}

/**
 * A route that a scheduler calls: `Authorization: Bearer $CRON_SECRET`, which is what Vercel sends. The job gets the current
 * time and answers what it did; it must be safe to repeat, to overlap and to miss.
 */
export function cron(job: (now: Date) => Promise<object>, { queryKey }: CronOptions = {}) {
  return async (request: NextRequest): Promise<Response> => {
    await connection() // as in endpoint()
    const requestId = randomUUID()
    try {
      const bearer = request.headers.get('authorization')?.replace(/^Bearer /, '')
      const isOpen =
        isSameSecret(bearer, serverEnv().CRON_SECRET) ||
        isSameSecret(request.nextUrl.searchParams.get('key'), queryKey?.())
      if (!isOpen) throw new AppError('unauthorized', { message: 'This route is for the scheduler.' })
      return jsonResponse(await runNoted(request.nextUrl.pathname.split('/').at(-1) ?? '', job), requestId)
    } catch (error) {
      return errorResponse(error, requestId)
    }
  }
}

/** Run a job, whoever asked for it, and keep when, how long and what it did in `cron_runs`, also when it failed. */
export async function runNoted(name: string, job: (now: Date) => Promise<object>): Promise<object> {
  const now = new Date()
  const started = performance.now()
  const note = (outcome: { p_result: z.core.util.JSONType } | { p_error: string }) =>
    callRpc(
      'record_cron_run',
      {
        p_job: name,
        p_started_at: now.toISOString(),
        p_duration_ms: Math.round(performance.now() - started),
        ...outcome,
      },
      z.unknown(),
    )
  try {
    const result = await job(now)
    await note({ p_result: z.json().parse(result) })
    return result
  } catch (error) {
    await note({ p_error: error instanceof Error ? error.message : String(error) }).catch(() => undefined)
    throw error
  }
}
