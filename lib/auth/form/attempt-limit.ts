import 'server-only'
import { headers } from 'next/headers'
import { z } from 'zod'
import { serverEnv } from '@/lib/env/server'
import { networkAddress } from '@/lib/http/network-address'
import { logger } from '@/lib/logger'
import { callRpc } from '@/lib/supabase/rpc'
import { keyedHash } from '../secret'
import { type Problem, TOO_MANY_ATTEMPTS } from './auth-errors'

/** Attempts from one network address at once, refilled by so many a minute: what Supabase Auth means for one. */
const BURST = 30
const PER_MINUTE = 6

/** What networkAddress() makes of no report and of the loopback addresses. */
const UNREPORTED = /^(unknown|127\..*|0:0:0:0)$/

const Taken = z.object({ allowed: z.boolean() })

/**
 * Counts what Supabase Auth is asked without a session, and says so when the visitor's network has asked too often.
 * Supabase Auth sees one address for all visitors, ours: a script that guesses passwords would keep everybody out. No limit where
 * no proxy reports an address, as in development; nor when counting fails, since Supabase Auth has limits of its own.
 */
export async function countAttempt(): Promise<Problem | undefined> {
  const address = networkAddress(await headers())
  if (UNREPORTED.test(address)) return undefined
  const hash = keyedHash(serverEnv().SUPABASE_SECRET_KEY, `attempts:${address}`)
  try {
    const bucket = { p_bucket: `auth:${hash}`, p_burst: BURST, p_per_minute: PER_MINUTE }
    const { allowed } = await callRpc('take_rate_limit', bucket, Taken)
    return allowed ? undefined : TOO_MANY_ATTEMPTS
  } catch (err) {
    logger().error({ err }, 'attempts to sign in were not counted')
    return undefined
  }
}
