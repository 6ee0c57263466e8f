import 'server-only'
import type { SessionUser } from '@/lib/auth/session'
import { CreditService } from '@/lib/credits'
import type { Hold, Movement } from '@/lib/credits/movement'
import { AppError } from '@/lib/errors'

/** How often one Idempotency-Key may be tried again after its work failed. */
const MAX_ATTEMPTS = 20
/** How long a hold outlives the longest work it pays for, in seconds. */
const HOLD_MARGIN_SECONDS = 60

export type Charge = {
  user: SessionUser
  /** Credits to hold, 0 for free. */
  credits: number
  feature?: string
  model?: string
  key: string
  timeoutMs: number
}

/** Hold under the caller's key; a key whose earlier work failed gets a new attempt, one that succeeded does not. */
async function placeHold({ user, credits, feature, model, key, timeoutMs }: Charge): Promise<Hold> {
  for (let attempt = 1; attempt <= MAX_ATTEMPTS; attempt++) {
    const hold = await CreditService.holdCredits(user.id, credits, {
      idempotencyKey: attempt === 1 ? key : `${key}~${attempt}`,
      feature,
      model,
      ttlSeconds: Math.ceil(timeoutMs / 1000) + HOLD_MARGIN_SECONDS,
    })
    if (!hold.replayed) return hold
    if (hold.status === 'captured') {
      throw new AppError('idempotency_conflict', {
        message: 'This request was already completed and charged once.',
      })
    }
    if (hold.status === 'held') throw new AppError('conflict', { message: 'This request is still running.' })
  }
  throw new AppError('conflict', { message: 'This request failed too often. Use a new key.' })
}

/**
 * Run `work` and charge for it: hold -> work -> capture. Whatever is thrown on the way gives the hold back, so failed work
 * costs nothing. Admins are not charged.
 */
export async function runCharged<T>(charge: Charge, work: () => Promise<T>) {
  if (charge.credits === 0 || charge.user.role === 'admin') {
    const result = await work()
    const balance = await CreditService.getUserCredits(charge.user.id)
    return { result, creditsUsed: 0, newBalance: balance.available, balanceVersion: balance.version }
  }
  const hold = await placeHold(charge).catch((error: unknown) => {
    throw error instanceof AppError && error.code === 'insufficient_credits' ? explainShortage(error) : error
  })
  try {
    const result = await work()
    const movement = await captureSafely(hold.holdId)
    const { available, version } = movement
    return { result, creditsUsed: -movement.amount, newBalance: available, balanceVersion: version }
  } catch (error) {
    // If this fails as well the hold lapses by itself at its expiry: the user is not charged either way.
    await CreditService.releaseHold(hold.holdId).catch(() => undefined)
    throw error
  }
}

/** Capture; when the answer gets lost, ask once more with the same key, which can't charge twice. */
async function captureSafely(holdId: number): Promise<Movement> {
  const capture = () => CreditService.captureHold(holdId, { idempotencyKey: `hold:${holdId}` })
  return capture().catch((error: unknown) => {
    if (error instanceof AppError && error.status < 500) throw error
    return capture()
  })
}

function explainShortage(error: AppError): AppError {
  const { required, available } = error.details ?? {}
  return new AppError('insufficient_credits', {
    details: { requiredCredits: required, currentBalance: available, buyUrl: '/buy-credits' },
    cause: error,
  })
}
