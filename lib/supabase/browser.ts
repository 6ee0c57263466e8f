import { createBrowserClient } from '@supabase/ssr'
import type { RealtimeChannel, SupabaseClient } from '@supabase/supabase-js'
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

/** Longest that a socket is waited for to close, in case another channel keeps it open. */
const CLOSING_MS = 1_000

/**
 * Leave a channel and wait until the client has closed its socket, which it does with the last one. A channel that is joined
 * in between goes down with that socket, and nothing brings it back.
 */
export async function leaveChannel(client: SupabaseClient, channel: RealtimeChannel): Promise<void> {
  await client.removeChannel(channel)
  const { realtime } = client
  const until = Date.now() + CLOSING_MS
  while ((realtime.isConnected() || realtime.isDisconnecting()) && Date.now() < until) {
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}
