import 'server-only'
import { createClient, type SupabaseClient } from '@supabase/supabase-js'
import { publicEnv } from '@/lib/env/public'
import { serverEnv } from '@/lib/env/server'
import type { Database } from './database.types'
import { realtimeOptions } from './transport'

let cached: SupabaseClient<Database> | undefined

/**
 * The client with the secret key: passes row level security and may call every function. It carries no session,
 * so one serves all requests. Whoever uses it must have checked who is asking.
 */
export function adminClient(): SupabaseClient<Database> {
  cached ??= createClient<Database>(publicEnv().supabaseUrl, serverEnv().SUPABASE_SECRET_KEY, {
    ...realtimeOptions,
    auth: { persistSession: false, autoRefreshToken: false, detectSessionInUrl: false },
  })
  return cached
}
