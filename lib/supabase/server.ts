import 'server-only'
import { createServerClient } from '@supabase/ssr'
import { cookies, headers } from 'next/headers'
import { publicEnv } from '@/lib/env/public'
import type { Database } from './database.types'
import { readStoredToken } from './session-cookie'
import { realtimeOptions } from './transport'
import { actForVisitor } from './visitor'

/** A client that acts as the person whose session the request's cookies carry. One per request, never shared. */
export async function createSessionClient() {
  const { supabaseUrl, supabasePublishableKey } = publicEnv()
  const cookieStore = await cookies()
  const visitor = actForVisitor((await headers()).get('user-agent'))
  return createServerClient<Database>(supabaseUrl, supabasePublishableKey, {
    ...realtimeOptions,
    global: visitor.global,
    cookies: {
      getAll: () => cookieStore.getAll(),
      setAll(changed) {
        if (visitor.isToKeep(changed)) return
        try {
          for (const { name, value, options } of changed) cookieStore.set(name, value, options)
        } catch {
          // Server components may not set cookies; proxy.ts has refreshed the session already.
        }
      },
    },
  })
}

/**
 * The access token in the session's cookie as it stands, neither verified nor renewed; null when there is none. Spares those
 * who verify it themselves a client for each request.
 */
export async function readAccessToken(): Promise<string | null> {
  const cookieStore = await cookies()
  const stored = await readStoredToken(publicEnv().supabaseUrl, (name) => cookieStore.get(name)?.value)
  return stored?.accessToken ?? null
}
