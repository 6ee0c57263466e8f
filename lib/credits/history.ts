import 'server-only'
import { z } from 'zod'
import { toAppError } from '@/lib/supabase/rpc'
import { createSessionClient } from '@/lib/supabase/server'
import { Transaction } from './transaction'

/** The newest ledger rows of the person signed in, newest first; row level security keeps them to their own. */
export async function getRecentTransactions(limit: number): Promise<Transaction[]> {
  const supabase = await createSessionClient()
  const { data, error } = await supabase
    .from('credit_transactions')
    .select('id, type, amount, balanceAfter:balance_after, feature, description, createdAt:created_at')
    .order('seq', { ascending: false })
    .limit(limit)
  if (error) throw toAppError(error)
  return z.array(Transaction).parse(data)
}
