import 'server-only'
import { cookies } from 'next/headers'
import { createSessionClient } from '@/lib/supabase/server'

/** Ends the session of this browser, and of no other. The cookies go even when the auth server does not answer. */
export async function endSession(): Promise<void> {
  const { auth } = await createSessionClient()
  const { error } = await auth.signOut({ scope: 'local' })
  if (!error) return
  const store = await cookies()
  for (const { name } of store.getAll()) {
    if (/^sb-.+-auth-token(\.\d+)?$/.test(name)) store.delete(name)
  }
}
