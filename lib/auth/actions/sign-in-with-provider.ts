'use server'

import type { Route } from 'next'
import { redirect } from 'next/navigation'
import { withNext } from '@/lib/auth/form/next-link'
import { linkTarget } from '@/lib/auth/mail-links'
import { safeNextPath } from '@/lib/auth/next-path'
import { enabledProviders } from '@/lib/auth/sign-in-options'
import { logger } from '@/lib/logger'
import { createSessionClient } from '@/lib/supabase/server'

/** Sends the person to an enabled OAuth provider, who sends them to /auth/callback. */
export async function signInWithProvider(form: FormData): Promise<void> {
  const next = safeNextPath(form.get('next'))
  const provider = enabledProviders().find((name) => name === form.get('provider'))
  if (!provider) redirect(withNext('/sign-in?problem=provider', next))
  const { auth } = await createSessionClient()
  const redirectTo = linkTarget(withNext('/auth/callback', next))
  const { data, error } = await auth.signInWithOAuth({ provider, options: { redirectTo } })
  if (error) {
    logger().error({ code: error.code, provider }, 'provider sign-in failed')
    redirect(withNext('/sign-in?problem=provider', next))
  }
  redirect(data.url as Route)
}
