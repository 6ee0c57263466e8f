import { createBrowserClient } from '@supabase/ssr'
import { publicEnv } from '@/lib/env/public'
import type { Database } from './database.types'

/** The browser's client. `@supabase/ssr` hands out one and the same instance however often it is asked. */
export function createBrowserSupabase() {
  const { supabaseUrl, supabasePublishableKey } = publicEnv()
  return createBrowserClient<Database>(supabaseUrl, supabasePublishableKey, {
    // The library would keep the socket of somebody who has signed out for most of a minute.
    realtime: { disconnectOnEmptyChannelsAfterMs: 0 },
  })
}
