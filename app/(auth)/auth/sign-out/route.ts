import { randomUUID } from 'node:crypto'
import type { NextRequest } from 'next/server'
import { endSession } from '@/lib/auth/end-session'
import { assertSameOrigin } from '@/lib/http/request'
import { errorResponse } from '@/lib/http/responses'

/**
 * POST /auth/sign-out: signs this browser out. A route and not an action, because a plain form then loads a new
 * document: nothing of the person who leaves stays in the page's memory for the next one.
 */
export async function POST(request: NextRequest): Promise<Response> {
  try {
    assertSameOrigin(request)
    await endSession()
    return new Response(null, { status: 303, headers: { location: '/' } })
  } catch (error) {
    return errorResponse(error, randomUUID())
  }
}
