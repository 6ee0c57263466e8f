/** Every error code that can leave the server, with its HTTP status. 402 always means credits, 429 a rate limit. */
export const ERROR_STATUS = {
  malformed_json: 400,
  unauthorized: 401,
  insufficient_credits: 402,
  forbidden: 403,
  not_found: 404,
  account_not_found: 404,
  package_not_found: 404,
  plan_not_found: 404,
  unknown_feature: 404,
  hold_not_found: 404,
  grant_not_found: 404,
  transaction_not_found: 404,
  conflict: 409,
  request_in_progress: 409,
  price_changed: 409,
  idempotency_conflict: 409,
  duplicate_reference: 409,
  hold_closed: 409,
  nothing_to_refund: 409,
  name_taken: 409,
  model_limit_reached: 409,
  already_subscribed: 409,
  not_subscribed: 409,
  plan_change_pending: 409,
  plan_renewing: 409,
  payload_too_large: 413,
  unsupported_media_type: 415,
  invalid_input: 422,
  invalid_amount: 422,
  invalid_expiry: 422,
  same_account: 422,
  invalid_idempotency_key: 422,
  rate_limited: 429,
  client_closed: 499,
  internal: 500,
  provider_failed: 502,
  provider_not_configured: 503,
  timeout: 504,
} as const

export type ErrorCode = keyof typeof ERROR_STATUS

/** What a person may read when the thrower has nothing better to say. */
const DEFAULT_MESSAGE: Record<ErrorCode, string> = {
  malformed_json: 'The request body is not valid JSON.',
  unauthorized: 'Sign in to continue.',
  insufficient_credits: 'You do not have enough credits.',
  forbidden: 'You do not have permission to do that.',
  not_found: 'Not found.',
  account_not_found: 'There is no credit account for this user.',
  package_not_found: 'This package is not on sale.',
  plan_not_found: 'This plan is not on sale, or it is the one you have.',
  unknown_feature: 'This feature has no price.',
  hold_not_found: 'There is no such hold.',
  grant_not_found: 'There is no such grant.',
  transaction_not_found: 'There is no such transaction.',
  conflict: 'Something changed in the meantime. Reload and try again.',
  request_in_progress: 'This request is still running.',
  price_changed: 'The price has changed since you saw it. Nothing was charged.',
  idempotency_conflict: 'This key was already used for another request.',
  duplicate_reference: 'Credits were already granted for this.',
  hold_closed: 'These credits are no longer on hold.',
  nothing_to_refund: 'This was already refunded.',
  name_taken: 'You already use this name.',
  model_limit_reached: 'You have as many models as your plan allows. Delete one first.',
  already_subscribed: 'You already have a subscription. Change its plan instead.',
  not_subscribed: 'You have no active subscription.',
  plan_change_pending: 'A change of plan is already under way.',
  plan_renewing: 'Your plan is being renewed. Try again in a few minutes.',
  payload_too_large: 'The request is too large.',
  unsupported_media_type: 'Send JSON.',
  invalid_input: 'Some fields are not valid.',
  invalid_amount: 'The amount must be a whole number of credits, 1 or more.',
  invalid_expiry: 'The expiry must be in the future.',
  same_account: 'Sender and receiver are the same.',
  invalid_idempotency_key: 'The idempotency key must have 1 to 255 characters.',
  rate_limited: 'Too many requests. Try again in a moment.',
  client_closed: 'The request was cancelled before it finished. You were not charged.',
  internal: 'Something went wrong on our side. You were not charged.',
  provider_failed: 'The provider did not answer as expected. You were not charged.',
  provider_not_configured: 'No provider is configured for this feature. You were not charged.',
  timeout: 'This took too long and was stopped. You were not charged.',
}

type AppErrorOptions = {
  /** Shown to people; never put internals here. */
  message?: string
  /** Facts a client can use; sent as `details`. */
  details?: Record<string, unknown>
  cause?: unknown
}

/** The one error that domain code throws. Only lib/http turns it into a response. */
export class AppError extends Error {
  readonly code: ErrorCode
  readonly details: Record<string, unknown> | undefined

  constructor(code: ErrorCode, { message, details, cause }: AppErrorOptions = {}) {
    super(message ?? DEFAULT_MESSAGE[code], { cause })
    this.name = 'AppError'
    this.code = code
    this.details = details
  }

  get status(): number {
    return ERROR_STATUS[this.code]
  }
}

export function isErrorCode(value: string): value is ErrorCode {
  return Object.hasOwn(ERROR_STATUS, value)
}
