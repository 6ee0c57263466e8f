import 'server-only'
import { z } from 'zod'
import { callRpc } from '@/lib/supabase/rpc'
import type { Outlook } from './forecast'
import type { UsageRow } from './usage-days'

const Row = z
  .object({
    day: z.string(),
    feature: z.string(),
    model: z.string(),
    calls: z.int(),
    failed_calls: z.int(),
    credits: z.int(),
    tokens_in: z.int(),
    tokens_out: z.int(),
  })
  .transform((row) => ({
    day: row.day,
    feature: row.feature,
    model: row.model,
    calls: row.calls,
    failedCalls: row.failed_calls,
    credits: row.credits,
    tokens: row.tokens_in + row.tokens_out,
  }))

/** Somebody's usage by UTC day, feature and model, both days (yyyy-mm-dd) included. `account_usage`. */
export function readUsage(userId: string, from: string, to: string): Promise<UsageRow[]> {
  return callRpc('account_usage', { p_owner_id: userId, p_from: from, p_to: to }, z.array(Row))
}

/** The UTC day of somebody's first call; null: none yet. `first_usage_day`. */
export function readFirstDay(userId: string): Promise<string | null> {
  return callRpc('first_usage_day', { p_owner_id: userId }, z.string().nullable())
}

const Live = z
  .object({ credits: z.int(), expires_at: z.string().nullable() })
  .transform(({ credits, expires_at }) => ({ credits, expiresAt: expires_at }))

/** Somebody's live credits in the order in which they will be spent. `credit_outlook`. */
export function readOutlook(userId: string): Promise<Outlook> {
  return callRpc('credit_outlook', { p_owner_id: userId }, z.array(Live))
}
