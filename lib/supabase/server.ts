import 'server-only'
import { createServerClient } from '@supabase/ssr'
import { cookies } from 'next/headers'
import { publicEnv } from '@/lib/env/public'
import type { Database } from './database.types'
import { realtimeOptions } from './transport'

/** A client that acts as the person whose session the request's cookies carry. One per request, never shared. */
export async function createSessionClient() {
  const { supabaseUrl, supabasePublishableKey } = publicEnv()
  const cookieStore = await cookies()
  return createServerClient<Database>(supabaseUrl, supabasePublishableKey, {
    ...realtimeOptions,
    cookies: {
      getAll: () => cookieStore.getAll(),
      setAll(changed) {
        try {
          for (const { name, value, options } of changed) cookieStore.set(name, value, options)
        } catch {
          // Server components may not set cookies; proxy.ts has refreshed the session already.
        }
      },
    },
  })
}
