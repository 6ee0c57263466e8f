import 'server-only'
import { z } from 'zod'
import { callRpc } from '@/lib/supabase/rpc'
import { drain } from './drain'

const Swept = z.object({ accounts: z.int(), expired_credits: z.int(), released_holds: z.int() })

/** Write down what has expired or lapsed on accounts that nobody has touched, until none is left or time is up. */
export async function settleAccounts(until: number) {
  const swept = { expiredCredits: 0, releasedHolds: 0 }
  const accounts = await drain(until, async () => {
    const step = await callRpc('expire_credits', {}, Swept)
    swept.expiredCredits += step.expired_credits
    swept.releasedHolds += step.released_holds
    return step.accounts
  })
  return { accounts, ...swept }
}
