import { randomUUID } from 'node:crypto'
import { connection, type NextRequest } from 'next/server'
import { siteUrl } from '@/lib/env/public'
import { errorResponse, jsonResponse } from '@/lib/http/responses'
import { unsubscribe } from '@/lib/mail/unsubscribe'

const readToken = (request: NextRequest) => request.nextUrl.searchParams.get('token')

// POST /api/unsubscribe?token=...: the one click of a mail program (RFC 8058). It has no session and comes from anywhere; the
// token says whom it is about, and the body says nothing.
export async function POST(request: NextRequest): Promise<Response> {
  const requestId = randomUUID()
  try {
    await unsubscribe(readToken(request))
    return jsonResponse({ success: true }, requestId)
  } catch (error) {
    return errorResponse(error, requestId)
  }
}

// GET /api/unsubscribe?token=...: for mail programs that only follow links. Links are opened by scanners too, so it asks first.
export async function GET(request: NextRequest): Promise<Response> {
  await connection()
  const page = new URL('/unsubscribe', siteUrl)
  page.searchParams.set('token', readToken(request) ?? '')
  return Response.redirect(page, 303)
}
