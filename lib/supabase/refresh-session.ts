import 'server-only'
import { createServerClient } from '@supabase/ssr'
import { type NextRequest, NextResponse } from 'next/server'
import { publicEnv } from '@/lib/env/public'
import type { Database } from './database.types'
import { realtimeOptions } from './transport'
import { actForVisitor } from './visitor'

type Refreshed = {
  response: NextResponse
  /** What whoever asks says of themselves, in no way verified. */
  token: string | null
  /** Asks the database, which verifies the token, for their role. Null: it did not say. */
  readRole: () => Promise<string | null>
}

/**
 * Renew an ageing session and hand its new cookies to both this request and the browser.
 * Decides nothing about access: pages, routes and the database do that.
 */
export async function refreshSession(request: NextRequest): Promise<Refreshed> {
  const { supabaseUrl, supabasePublishableKey } = publicEnv()
  let response = NextResponse.next({ request })
  const visitor = actForVisitor(request.headers.get('user-agent'))
  const supabase = createServerClient<Database>(supabaseUrl, supabasePublishableKey, {
    ...realtimeOptions,
    global: visitor.global,
    cookies: {
      getAll: () => request.cookies.getAll(),
      setAll(changed, headers) {
        if (visitor.isToKeep(changed)) return
        for (const { name, value } of changed) request.cookies.set(name, value)
        response = NextResponse.next({ request })
        for (const { name, value, options } of changed) response.cookies.set(name, value, options)
        // A cached Set-Cookie would hand one person's session to another.
        for (const [name, value] of Object.entries(headers ?? {})) response.headers.set(name, value)
      },
    },
  })
  // Renews an expired session and asks nobody about a living one: whoever relies on it verifies the token.
  const { data } = await supabase.auth.getSession()
  return {
    response,
    token: data.session?.access_token ?? null,
    // People see their own row alone.
    readRole: async () => (await supabase.from('profiles').select('role').maybeSingle()).data?.role ?? null,
  }
}
