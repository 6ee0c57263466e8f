import 'server-only'
import { z } from 'zod'
import { CreditService } from '@/lib/credits'
import { ChargeResult } from '@/lib/credits/charge-result'
import { TOKENS_PER_CREDIT } from '@/lib/pricing-plans'
import { getCurrentPlan } from '@/lib/subscriptions/current-plan'
import { callRpc } from '@/lib/supabase/rpc'

export { TOKENS_PER_CREDIT }

/** Metering by name, thin over the ledger: for code outside of endpoint(), which does all of this by itself. */

/** Credits the user can spend now. */
export async function getUserCredits(userId: string): Promise<number> {
  const { available } = await CreditService.getUserCredits(userId)
  return available
}

/** Whether `required` credits are there now. To spend them, just spend: the ledger refuses what is not there. */
export async function checkUserCredits(userId: string, required: number) {
  const available = await getUserCredits(userId)
  return { hasCredits: available >= required, required, available }
}

/** Open the account of a user who signed up before Creditkit was installed, with the sign-up bonus. Safe to repeat. */
export function initializeUserCredits(userId: string, email: string) {
  return CreditService.initializeUserCredits(userId, email)
}

type Consumption = {
  /** 1 to 255 characters; the same key consumes once. */
  idempotencyKey: string
  feature: string
  model?: string
  tokensIn?: number
  tokensOut?: number
}

/**
 * Spend credits for work that is already done, log it and count its tokens, in one transaction. `consume_credits`. Throws
 * insufficient_credits, invalid_amount, idempotency_conflict. For work that is yet to run use endpoint(), which holds first.
 */
export function consumeCredits(userId: string, credits: number, options: Consumption) {
  return callRpc(
    'consume_credits',
    {
      p_owner_id: userId,
      p_credits: credits,
      p_idempotency_key: options.idempotencyKey,
      p_feature: options.feature,
      p_model: options.model,
      p_tokens_in: options.tokensIn,
      p_tokens_out: options.tokensOut,
    },
    ChargeResult,
  )
}

const Status = z.object({ tokens: z.int(), month_tokens: z.int(), resets_at: z.string() })

/**
 * What a user has and has used. Credits are whole, 1 credit stands for 2,000 tokens; `availableTokens` is what the credits
 * would pay for, `totalTokens` that and everything used so far. The month is the user's own. `usage_status`.
 */
export async function getUsageStatus(userId: string) {
  const [balance, used, plan] = await Promise.all([
    CreditService.getUserCredits(userId),
    callRpc('usage_status', { p_owner_id: userId }, Status),
    getCurrentPlan(userId),
  ])
  const availableTokens = balance.available * TOKENS_PER_CREDIT
  return {
    credits: balance.available,
    totalTokens: availableTokens + used.tokens,
    availableTokens,
    totalTokensUsed: used.tokens,
    monthlyTokensUsed: used.month_tokens,
    monthlyResetDate: used.resets_at,
    isSubscribed: plan.planId !== 'free',
    subscriptionTier: plan.planId,
  }
}

/** Begin the new month of every counter whose month is over, in batches. Answers how many. `reset_monthly_tokens`. */
export async function resetMonthlyTokens(now: Date): Promise<number> {
  let total = 0
  for (;;) {
    const done = await callRpc('reset_monthly_tokens', { p_now: now.toISOString() }, z.int())
    if (done === 0) return total
    total += done
  }
}
