import 'server-only'
import { decodeJwt } from 'jose'
import { headers } from 'next/headers'
import { z } from 'zod'
import { callRpc } from '@/lib/supabase/rpc'
import { readAccessToken } from '@/lib/supabase/server'

const Row = z.object({
  id: z.uuid(),
  created_at: z.string(),
  seen_at: z.string(),
  user_agent: z.string().nullable(),
})

export type Session = {
  id: string
  /** "Firefox on Linux", "Unknown browser" where the auth server did not note it: the local stack's does not. */
  device: string
  /** ISO 8601: when they signed in, and when the session was last renewed. */
  createdAt: string
  seenAt: string
  isCurrent: boolean
}

/** Where somebody is signed in, this browser first. `list_sessions`. */
export async function listSessions(userId: string): Promise<Session[]> {
  const [rows, token, request] = await Promise.all([
    callRpc('list_sessions', { p_user_id: userId }, z.array(Row)),
    readAccessToken(),
    headers(),
  ])
  const current = token ? decodeJwt(token).session_id : null
  return rows
    .map((row) => {
      const isCurrent = row.id === current
      return {
        id: row.id,
        // This one speaks for itself, whatever was noted when it signed in.
        device: describeDevice(isCurrent ? request.get('user-agent') : row.user_agent),
        createdAt: row.created_at,
        seenAt: row.seen_at,
        isCurrent,
      }
    })
    .sort((a, b) => Number(b.isCurrent) - Number(a.isCurrent))
}

// In this order: every browser claims to be those further down as well.
const BROWSERS = [
  ['Edg', 'Edge'],
  ['OPR', 'Opera'],
  ['Firefox', 'Firefox'],
  ['Chrome', 'Chrome'],
  ['Safari', 'Safari'],
] as const
const SYSTEMS = [
  ['iPhone', 'iPhone'],
  ['iPad', 'iPad'],
  ['Android', 'Android'],
  ['Windows', 'Windows'],
  ['Mac OS', 'macOS'],
  ['Linux', 'Linux'],
] as const

/** What a User-Agent header comes to in words. */
function describeDevice(userAgent: string | null): string {
  const find = (names: readonly (readonly [string, string])[]) =>
    names.find(([word]) => userAgent?.includes(word))?.[1]
  const browser = find(BROWSERS)
  const system = find(SYSTEMS)
  if (browser && system) return `${browser} on ${system}`
  return browser ?? system ?? 'Unknown browser'
}
