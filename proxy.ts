import type { NextRequest } from 'next/server'
import { refreshSession } from '@/lib/supabase/refresh-session'

/** Keeps sessions fresh. No boundary: authorization is in the pages, the routes, the actions and the database. */
export function proxy(request: NextRequest) {
  return refreshSession(request)
}

export const config = {
  // Machines carry no session: crons and webhooks pass untouched, as do files.
  matcher: ['/((?!_next/|api/cron/|api/send-followup-emails|api/dodopayments/webhook|.*\\.[a-z0-9]+$).*)'],
}
