import 'server-only'
import { cache } from 'react'
import { requireUser } from '@/lib/auth/session'
import { CreditService } from '@/lib/credits'

/** What a page shows of somebody's balance. Read once per request. */
export const loadBalance = cache(async (userId: string) => {
  const { available, held, version } = await CreditService.getUserCredits(userId)
  return { available, held, version }
})

/** The person signed in with their balance, or a redirect to sign in and back to `path`. */
export async function loadViewer(path: string) {
  const user = await requireUser(path)
  return { user, balance: await loadBalance(user.id) }
}
