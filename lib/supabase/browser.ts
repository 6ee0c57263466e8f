import { parseCookieHeader } from '@supabase/ssr'
import { type RealtimeChannel, RealtimeClient } from '@supabase/supabase-js'
import { publicEnv } from '@/lib/env/public'
import { readStoredToken } from './session-cookie'

/** Realtime looks at the token with each heartbeat, which are 25 s apart. */
const RENEW_BEFORE_S = 30

let client: RealtimeClient | undefined

/**
 * The tab's Realtime client: all of Supabase that a browser needs here. Reading and writing go through our routes, and so does
 * renewing the session, so that no refresh token is used from two sides.
 */
export function realtimeClient(): RealtimeClient {
  const { supabaseUrl, supabasePublishableKey } = publicEnv()
  client ??= new RealtimeClient(`${supabaseUrl.replace(/^http/, 'ws')}/realtime/v1`, {
    params: { apikey: supabasePublishableKey },
    accessToken,
    // The library would keep the socket of somebody who has signed out for most of a minute.
    disconnectOnEmptyChannelsAfterMs: 0,
  })
  return client
}

/** The session's access token, renewed when it has run out or is about to; null for somebody who has none. */
export async function accessToken(): Promise<string | null> {
  const stored = await readOwnToken()
  if (!stored || stored.expiresAt - Date.now() / 1000 > RENEW_BEFORE_S) return stored?.accessToken ?? null
  // Whatever route is asked puts a renewed session into the cookies.
  await fetch('/api/credits/balance', { cache: 'no-store' })
  return (await readOwnToken())?.accessToken ?? null
}

function readOwnToken() {
  const cookies = new Map(parseCookieHeader(document.cookie).map(({ name, value }) => [name, value]))
  return readStoredToken(publicEnv().supabaseUrl, (name) => cookies.get(name))
}

/** Longest that a socket is waited for to close, in case another channel keeps it open. */
const CLOSING_MS = 1_000

/**
 * Leave a channel and wait until the client has closed its socket, which it does with the last one. A channel that is joined
 * in between goes down with that socket, and nothing brings it back.
 */
export async function leaveChannel(realtime: RealtimeClient, channel: RealtimeChannel): Promise<void> {
  await realtime.removeChannel(channel)
  const until = Date.now() + CLOSING_MS
  while ((realtime.isConnected() || realtime.isDisconnecting()) && Date.now() < until) {
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}
