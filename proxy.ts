import type { NextRequest } from 'next/server'
import { refreshSession } from '@/lib/supabase/refresh-session'

/** Keeps sessions fresh. No boundary: authorization is in the pages, the routes, the actions and the database. */
export function proxy(request: NextRequest) {
  return refreshSession(request)
}

export const config = {
  // Pages can't set cookies, so it is done for them here; routes renew a session by themselves, and files have none.
  matcher: ['/((?!_next/|api/|.*\\.[a-z0-9]+$).*)'],
}
