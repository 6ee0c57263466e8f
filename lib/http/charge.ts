import 'server-only'
import { z } from 'zod'
import { ChargeResult } from '@/lib/credits/charge-result'
import { AppError } from '@/lib/errors'
import { callRpc } from '@/lib/supabase/rpc'
import { type Access, Admission, admissionArguments, type Caller, type RateLimit } from './admission'

/** How long a hold outlives the longest work it pays for, in seconds. */
const HOLD_MARGIN_SECONDS = 60
/** The largest answer that is kept for repeats of its Idempotency-Key, in characters. */
const MAX_STORED_LENGTH = 1_000_000

/** What a paid route answers: the handler's result and what it came to. */
export function composeAnswer(
  result: object,
  { tokensUsed, totalTokensUsed, ...charge }: ChargeResult,
): object {
  return {
    ...result,
    ...charge,
    creditInfo: { tokensUsed, creditsRemaining: charge.newBalance, totalTokensUsed },
  }
}

const BegunCall = Admission.extend({
  holdId: z.int().nullish(),
  credits: z.int().optional(),
  replay: z.object({ response: z.string().nullable(), charge: ChargeResult }).optional(),
})

/** A call that costs credits. `credits` is the price of one unit; left out, `feature_pricing` says what `name` costs. */
export type PaidCall = {
  caller: Caller
  access: Access
  requestId: string
  timeoutMs: number
  /** What the ledger and the usage logs alike call it: the feature, or the path of a route that has none. */
  name: string
  model?: string
  complexity?: string
  credits?: number
  units: number
  expectedCredits?: number
  idempotencyKey?: string
  requestHash?: string
}

/** Admit the caller and hold the price, in one round trip. `begin_call`; refusals come back in `error`. */
export function beginCall(call: PaidCall, bucket: string, rateLimit: RateLimit) {
  return callRpc(
    'begin_call',
    {
      ...admissionArguments(call.caller, call.access, bucket, rateLimit),
      p_request_id: call.requestId,
      p_ttl_seconds: Math.ceil(call.timeoutMs / 1000) + HOLD_MARGIN_SECONDS,
      p_feature: call.name,
      p_model: call.model,
      p_complexity: call.complexity,
      p_credits: call.credits,
      p_units: call.units,
      p_expected_credits: call.expectedCredits,
      p_idempotency_key: call.idempotencyKey,
      p_request_hash: call.requestHash,
    },
    BegunCall,
  )
}

/** What the work used, counted while it runs. */
export type Usage = { tokensIn: number; tokensOut: number; startedAt: number }

const usageArguments = (call: PaidCall, holdId: number | null | undefined, usage: Usage) => ({
  p_owner_id: call.caller.id,
  p_request_id: call.requestId,
  p_hold_id: holdId ?? null,
  p_feature: call.name,
  p_model: call.model ?? null,
  p_tokens_in: usage.tokensIn,
  p_tokens_out: usage.tokensOut,
  p_duration_ms: Math.round(performance.now() - usage.startedAt),
  p_idempotency_key: call.idempotencyKey,
})

/**
 * Capture the hold (`credits`, all of it when null), log the usage and keep the answer, in one round trip. `finish_call`.
 * When the answer gets lost it asks once more, which can't charge twice: the hold is captured once.
 */
export async function finishCall(
  call: PaidCall,
  holdId: number | null | undefined,
  usage: Usage,
  credits: number | null,
  response: string,
  outcome: 'succeeded' | 'aborted' = 'succeeded',
): Promise<ChargeResult> {
  const args = {
    ...usageArguments(call, holdId, usage),
    p_credits: credits,
    p_response: response.length <= MAX_STORED_LENGTH ? response : undefined,
    p_outcome: outcome,
  }
  const finish = () => callRpc('finish_call', args, ChargeResult)
  return finish().catch((error: unknown) => {
    const isLost = error instanceof AppError && error.status >= 500
    if (isLost && holdId) return finish()
    throw error
  })
}

/** Release the hold and log how the call ended. If this fails too, the hold lapses by itself: nobody is charged. */
export async function abandonCall(
  call: PaidCall,
  holdId: number | null | undefined,
  usage: Usage,
  reason: unknown,
): Promise<void> {
  const code = reason instanceof AppError ? reason.code : undefined
  const outcome = code === 'timeout' ? 'timeout' : code === 'client_closed' ? 'aborted' : 'failed'
  const args = { ...usageArguments(call, holdId, usage), p_outcome: outcome } as const
  await callRpc('abandon_call', args, z.unknown()).catch(() => undefined)
}
