import 'server-only'
import { randomUUID } from 'node:crypto'
import { connection, type NextRequest } from 'next/server'
import { isSameSecret } from '@/lib/auth/secret'
import { serverEnv } from '@/lib/env/server'
import { AppError } from '@/lib/errors'
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
      return jsonResponse(await job(new Date()), requestId)
    } catch (error) {
      return errorResponse(error, requestId)
    }
  }
}
