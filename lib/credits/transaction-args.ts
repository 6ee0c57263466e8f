import type { RpcArgs } from '@/lib/supabase/rpc'
import type { TransactionFilter } from './options'

/** What the functions that read the ledger are asked for. */
export function transactionArgs(
  ownerId: string,
  { limit, beforeId, type, feature, model, from, to, source, grantId, search }: TransactionFilter,
) {
  return {
    p_owner_id: ownerId,
    p_limit: limit,
    p_before_id: beforeId,
    p_type: type,
    p_feature: feature,
    p_model: model,
    p_from: from?.toISOString(),
    p_to: to?.toISOString(),
    p_source: source,
    p_grant_id: grantId,
    p_search: search,
  } satisfies RpcArgs<'get_transactions'>
}
