import 'server-only'
import { adminClient } from '@/lib/supabase/admin'
import { toAppError } from '@/lib/supabase/rpc'

/** Whether somebody has ever paid, for a package or a month of a plan; also what they got back. */
export async function hasEverPaid(userId: string): Promise<boolean> {
  const [purchases, months] = await Promise.all([
    adminClient()
      .from('purchases')
      .select('id')
      .eq('user_id', userId)
      .not('paid_at', 'is', null)
      .order('created_at', { ascending: false })
      .limit(1),
    adminClient()
      .from('subscription_credits')
      .select('id')
      .eq('user_id', userId)
      .not('payment_id', 'is', null)
      .order('period_start', { ascending: false })
      .limit(1),
  ])
  return [purchases, months].some(({ data, error }) => {
    if (error) throw toAppError(error)
    return data.length > 0
  })
}
