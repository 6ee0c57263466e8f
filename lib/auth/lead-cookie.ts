import 'server-only'
import { cookies } from 'next/headers'
import { z } from 'zod'
import { siteUrl } from '@/lib/env/public'
import { serverEnv } from '@/lib/env/server'
import { isSameSecret, keyedHash } from './secret'

const COOKIE = 'creditkit_lead'
const MAX_AGE_SECONDS = 30 * 24 * 3600

/** What the lead secret signs or hashes: `purpose` keeps a cookie's signature from being good for anything else. */
export function leadHash(purpose: 'cookie' | 'address', text: string): string | undefined {
  const secret = serverEnv().LEAD_SECRET
  return secret && keyedHash(secret, `${purpose}:${text}`)
}

/** The lead whose signed cookie came with this request, or null. */
export async function readLeadId(): Promise<string | null> {
  const [id = '', signature = ''] = (await cookies()).get(COOKIE)?.value.split('.') ?? []
  if (!z.uuid().safeParse(id).success || !isSameSecret(signature, leadHash('cookie', id))) return null
  return id
}

/** Let this browser be the lead from now on, for 30 days. For routes and actions. */
export async function writeLeadCookie(leadId: string): Promise<void> {
  const value = `${leadId}.${leadHash('cookie', leadId)}`
  ;(await cookies()).set(COOKIE, value, {
    httpOnly: true,
    sameSite: 'lax',
    secure: siteUrl.protocol === 'https:',
    path: '/',
    maxAge: MAX_AGE_SECONDS,
  })
}

export async function clearLeadCookie(): Promise<void> {
  ;(await cookies()).delete(COOKIE)
}
