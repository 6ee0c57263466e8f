import { type NextRequest, NextResponse } from 'next/server'
import { refreshSession } from '@/lib/supabase/refresh-session'

/** Leads nowhere: whatever is rewritten to it is answered like a page that does not exist. */
const NOWHERE = '/nowhere'

/** Of admins, so that they wait for the answer once: it opens nothing that the page does not open by itself. */
const adminTokens = new Set<string>()
const MOST_TOKENS = 100

/** A page of the admin area as a document. What a script of the app asks for has no status that anybody reads. */
const isAdminDocument = ({ nextUrl, headers }: NextRequest) =>
  /^\/admin(\/|$)/.test(nextUrl.pathname) && headers.get('sec-fetch-dest') !== 'empty'

/**
 * Keeps sessions fresh. No boundary: authorization is in the pages, the routes, the actions and the database. To people who are
 * known not to be admins it answers 404 for pages of the admin area, which those can't once they have begun to stream.
 */
export async function proxy(request: NextRequest) {
  const { response, token, readRole } = await refreshSession(request)
  if (!token || !isAdminDocument(request) || adminTokens.has(token)) return response
  const role = await readRole()
  if (role === 'admin') {
    if (adminTokens.size >= MOST_TOKENS) adminTokens.clear()
    adminTokens.add(token)
  }
  if (role !== 'user') return response
  const nowhere = NextResponse.rewrite(new URL(NOWHERE, request.url), { request })
  for (const cookie of response.headers.getSetCookie()) nowhere.headers.append('set-cookie', cookie)
  return nowhere
}

export const config = {
  // Pages can't set cookies, so it is done for them here; routes renew a session by themselves, and files have none.
  matcher: ['/((?!_next/|api/|.*\\.[a-z0-9]+$).*)'],
}
