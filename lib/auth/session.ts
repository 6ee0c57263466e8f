import 'server-only'
import { notFound, redirect } from 'next/navigation'
import { connection } from 'next/server'
import { cache } from 'react'
import { z } from 'zod'
import { AppError } from '@/lib/errors'
import { toAppError } from '@/lib/supabase/rpc'
import { createSessionClient } from '@/lib/supabase/server'
import { safeNextPath } from './next-path'
import { readUserId } from './verify-token'

export const SessionUser = z.object({
  id: z.uuid(),
  // As the auth server has accepted it: its rules for addresses are wider than zod's.
  email: z.string(),
  name: z.string().nullable(),
  role: z.enum(['user', 'admin']),
  dodoCustomerId: z.string().nullable(),
})
export type SessionUser = z.infer<typeof SessionUser>

/** The id in the session's verified token, or null. Says nothing of whether that person is still there, or an admin. */
export const getUserId = cache(async (): Promise<string | null> => {
  // Checking a token reads the clock, which only a request may do.
  await connection()
  return readUserId()
})

/**
 * Who is asking, or null. The token is verified first; name and role then come from the database, never from the
 * token, so that a removed admin stops being one at once. Read once per request.
 */
export const getUser = cache(async (): Promise<SessionUser | null> => {
  const userId = await getUserId()
  if (!userId) return null
  const supabase = await createSessionClient()
  const { data: profile, error } = await supabase
    .from('profiles')
    .select('id, email, name, role, dodoCustomerId:dodo_customer_id')
    .eq('id', userId)
    .maybeSingle()
  if (error) throw toAppError(error)
  return profile ? SessionUser.parse(profile) : null
})

/** For pages: the person signed in; anyone else is sent to sign in and comes back to `path`. */
export async function requireUser(path: string): Promise<SessionUser> {
  const user = await getUser()
  if (!user) redirect(`/sign-in?next=${encodeURIComponent(safeNextPath(path))}`)
  return user
}

/** For admin pages: everyone else gets the same 404 as for a page that does not exist. */
export async function requireAdmin(path: string): Promise<SessionUser> {
  const user = await requireUser(path)
  if (user.role !== 'admin') notFound()
  return user
}

/** For server actions, which no wrapper guards: the person signed in, or an `unauthorized` / `forbidden` AppError. */
export async function authenticate(role: SessionUser['role'] = 'user'): Promise<SessionUser> {
  const user = await getUser()
  if (!user) throw new AppError('unauthorized')
  if (role === 'admin' && user.role !== 'admin') throw new AppError('forbidden')
  return user
}
