import 'server-only'
import { decodeProtectedHeader, jwtVerify } from 'jose'
import { serverEnv } from '@/lib/env/server'
import type { createSessionClient } from '@/lib/supabase/server'

type SessionClient = Awaited<ReturnType<typeof createSessionClient>>

/**
 * The user id of a verified session, or null. Tokens of projects with signing keys are checked here against the published
 * keys; HS256 ones with SUPABASE_JWT_SECRET where it is set, else by asking the auth server, which costs a round trip.
 */
export async function readUserId(supabase: SessionClient): Promise<string | null> {
  const secret = serverEnv().SUPABASE_JWT_SECRET
  const { data: stored } = await supabase.auth.getSession()
  const token = stored.session?.access_token
  if (!token) return null
  if (secret && isHs256(token)) return verifyHs256(token, secret)
  const { data } = await supabase.auth.getClaims(token)
  return data?.claims.sub ?? null
}

function isHs256(token: string): boolean {
  try {
    return decodeProtectedHeader(token).alg === 'HS256'
  } catch {
    return false
  }
}

async function verifyHs256(token: string, secret: string): Promise<string | null> {
  try {
    const { payload } = await jwtVerify(token, new TextEncoder().encode(secret), {
      algorithms: ['HS256'],
      audience: 'authenticated',
    })
    return payload.sub ?? null
  } catch {
    return null
  }
}
