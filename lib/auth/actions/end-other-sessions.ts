'use server'

import type { Route } from 'next'
import { refresh } from 'next/cache'
import { redirect } from 'next/navigation'
import { createSessionClient } from '@/lib/supabase/server'

/** Signs the person out everywhere but here. */
export async function endOtherSessions(): Promise<void> {
  const { auth } = await createSessionClient()
  const { error } = await auth.signOut({ scope: 'others' })
  if (error) redirect('/settings/security?sessions=failed' as Route)
  refresh()
}
