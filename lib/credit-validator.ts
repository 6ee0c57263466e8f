import 'server-only'
import { CreditService } from '@/lib/credits'
import { getFeatureCost } from '@/lib/credits/feature-cost'
import type { Complexity } from '@/lib/pricing-plans'
import { consumeCredits } from '@/lib/usage'

type Work = { feature: string; model?: string; complexity?: Complexity }

/** What a user has: credits available, on hold and owed. Throws account_not_found. */
export async function getCreditStatus(userId: string) {
  const { available, held, debt } = await CreditService.getUserCredits(userId)
  return { available, held, debt }
}

/** Whether a run could be paid now, and what it costs. For showing only. Throws unknown_feature, account_not_found. */
export async function validateCredits(userId: string, { feature, model, complexity }: Work) {
  const [required, { available }] = await Promise.all([
    getFeatureCost(feature, model, complexity),
    CreditService.getUserCredits(userId),
  ])
  return { hasCredits: available >= required, required, available }
}

/**
 * Charge one run of a feature at today's price. The same key charges once. Throws insufficient_credits (nothing is
 * charged), unknown_feature, idempotency_conflict.
 */
export async function validateAndConsumeCredits(
  userId: string,
  { feature, model, complexity, idempotencyKey }: Work & { idempotencyKey: string },
) {
  const credits = await getFeatureCost(feature, model, complexity)
  return consumeCredits(userId, credits, { idempotencyKey, feature, model })
}
