import 'server-only'
import { z } from 'zod'
import { adminClient } from '@/lib/supabase/admin'
import { toAppError } from '@/lib/supabase/rpc'

const Bonus = z.object({ credits: z.int() })

/** Credits given away once: to a new person (`signup`) or to a visitor who tries (`lead`). 0 when there is no such row. */
export async function getBonus(id: 'signup' | 'lead'): Promise<number> {
  const { data, error } = await adminClient()
    .from('credit_bonuses')
    .select('credits')
    .eq('id', id)
    .maybeSingle()
  if (error) throw toAppError(error)
  return data ? Bonus.parse(data).credits : 0
}
