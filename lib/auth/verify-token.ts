import 'server-only'
import { decodeProtectedHeader, jwtVerify } from 'jose'
import { serverEnv } from '@/lib/env/server'
import { createSessionClient, readAccessToken } from '@/lib/supabase/server'

/**
 * The user id of a verified session, or null. Tokens of projects with signing keys are checked here against the published
 * keys; HS256 ones with SUPABASE_JWT_SECRET where it is set, else by asking the auth server, which costs a round trip.
 */
export async function readUserId(): Promise<string | null> {
  const secret = serverEnv().SUPABASE_JWT_SECRET
  const given = secret ? await readAccessToken() : null
  const userId = given && secret ? await verifyHs256(given, secret) : null
  if (userId) return userId
  // Signed otherwise, or run out: the client renews what can be renewed.
  const { auth } = await createSessionClient()
  const { data: stored } = await auth.getSession()
  const token = stored.session?.access_token
  if (!token) return null
  if (secret && isHs256(token)) return verifyHs256(token, secret)
  const { data } = await auth.getClaims(token)
  return data?.claims.sub ?? null
}

function isHs256(token: string): boolean {
  try {
    return decodeProtectedHeader(token).alg === 'HS256'
  } catch {
    return false
  }
}

let cachedKey: Promise<CryptoKey> | undefined

/** The secret as a key. Made once: making it costs more than checking a token. */
function readKey(secret: string): Promise<CryptoKey> {
  const algorithm = { name: 'HMAC', hash: 'SHA-256' }
  cachedKey ??= crypto.subtle.importKey('raw', new TextEncoder().encode(secret), algorithm, false, ['verify'])
  return cachedKey
}

async function verifyHs256(token: string, secret: string): Promise<string | null> {
  try {
    const { payload } = await jwtVerify(token, await readKey(secret), {
      algorithms: ['HS256'],
      audience: 'authenticated',
    })
    return payload.sub ?? null
  } catch {
    return null
  }
}
