import 'server-only'
import DodoPayments from 'dodopayments'
import { z } from 'zod'
import { serverEnv } from '@/lib/env/server'
import { CURRENCIES } from '@/lib/pricing-plans'

export type DodoSubscription = DodoPayments.Subscription
export type PaymentQuery = DodoPayments.PaymentListParams

/** What can be charged in. */
export const Currency = z.enum(CURRENCIES)

let cached: DodoPayments | undefined

/** The only place that builds the Dodo SDK. Calls that charge or refund must pass `maxRetries: 0`. */
export function dodoClient(): DodoPayments {
  const env = serverEnv()
  cached ??= new DodoPayments({
    bearerToken: env.DODO_PAYMENTS_API_KEY,
    ...(env.DODO_PAYMENTS_BASE_URL
      ? { baseURL: env.DODO_PAYMENTS_BASE_URL }
      : { environment: env.DODO_PAYMENTS_ENVIRONMENT }),
    timeout: 15_000,
  })
  return cached
}

/**
 * What Dodo said when it refused a call (4xx): then nothing has happened. Null for every other error, of which nobody knows whether the
 * call was carried out.
 */
export function readRefusal(error: unknown): string | null {
  if (!(error instanceof DodoPayments.APIError)) return null
  const { status } = error
  if (status === undefined || status < 400 || status >= 500 || status === 408) return null
  const body = z.object({ message: z.string() }).safeParse(error.error)
  return body.data?.message ?? error.message
}

/** Whether Dodo turned us away (our key, our rights, too many calls) without looking at what was asked. */
export function wasTurnedAway(error: unknown): boolean {
  return error instanceof DodoPayments.APIError && [401, 403, 429].includes(error.status ?? 0)
}
