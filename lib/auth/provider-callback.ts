import 'server-only'
import { logger } from '@/lib/logger'
import { sendMailSoon } from '@/lib/mail/send-mail-soon'
import { createSessionClient } from '@/lib/supabase/server'
import { withNext } from './form/next-link'
import { safeNextPath } from './next-path'

/**
 * Trades the code an OAuth provider sent for a session. The code only works in the browser that started, which holds
 * the other half in a cookie. Resolves with the path to go on to: `next`, or the sign-in page with the reason.
 */
export async function finishProviderSignIn(query: URLSearchParams): Promise<string> {
  const next = safeNextPath(query.get('next'))
  const code = query.get('code')
  if (!code) {
    const wasDeclined = query.get('error') === 'access_denied'
    return withNext(`/sign-in?problem=${wasDeclined ? 'declined' : 'provider'}`, next)
  }
  const { auth } = await createSessionClient()
  const { error } = await auth.exchangeCodeForSession(code)
  if (!error) {
    sendMailSoon()
    return next
  }
  logger().warn({ code: error.code }, 'provider sign-in failed')
  return withNext('/sign-in?problem=provider', next)
}
