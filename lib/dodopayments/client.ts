import 'server-only'
import DodoPayments from 'dodopayments'
import { serverEnv } from '@/lib/env/server'

export type DodoSubscription = DodoPayments.Subscription

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
