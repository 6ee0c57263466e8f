import 'server-only'
import { cache } from 'react'
import { requireUser } from '@/lib/auth/session'
import { CreditService } from '@/lib/credits'

/** The person signed in with their balance, or a redirect to sign in and back to `path`. Read once per request. */
export const loadViewer = cache(async (path: string) => {
  const user = await requireUser(path)
  const { available, held, version } = await CreditService.getUserCredits(user.id)
  return { user, balance: { available, held, version } }
})
