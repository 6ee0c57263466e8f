import type { AuthError } from '@supabase/supabase-js'
import { supportEmail } from '@/lib/env/support-email'
import type { AuthField } from './form-state'

/** Something to tell the person in front of the form; `field` when one field is to blame. */
export type Problem = { message: string; field?: AuthField }

/** The auth server failed or did not answer. */
export const OUTAGE: Problem = { message: 'Something went wrong on our side. Try again in a minute.' }

/** The limits of the auth server are for the whole app: whoever meets them need not be whoever caused it. */
export const OVERRUN: Problem = {
  message: 'Too many people are signing in right now. Try again in a minute.',
}

/** Our own limit. */
export const TOO_MANY_ATTEMPTS: Problem = {
  message: 'Too many attempts from your network. Wait a few minutes, then try again.',
}

export const NO_SESSION: Problem = {
  message: 'Your session has ended. Sign in again, or ask for a new link.',
}

const PROBLEMS: Record<string, Problem> = {
  invalid_credentials: { message: 'This email address and password do not match.' },
  email_not_confirmed: {
    message: 'Confirm your email address first: open the link in the mail we sent you.',
  },
  over_request_rate_limit: OVERRUN,
  over_email_send_rate_limit: { message: 'Too many mails in a short time. Wait a minute, then try again.' },
  weak_password: { message: 'This password is too easy to guess. Choose another one.', field: 'password' },
  same_password: { message: 'This is your password already. Choose another one.', field: 'password' },
  email_address_invalid: { message: 'Mail can’t be delivered to this address.', field: 'email' },
  validation_failed: { message: 'Some of this was not accepted. Check it and try again.' },
  signup_disabled: { message: 'New accounts are not open at the moment.' },
  email_provider_disabled: { message: 'Signing in with an email address is switched off.' },
  user_banned: {
    message: `This account is locked.${supportEmail ? ` To have it opened, write to ${supportEmail}.` : ''}`,
  },
  session_not_found: NO_SESSION,
  session_expired: NO_SESSION,
  reauthentication_needed: { message: 'This session is too old to change the password. Ask for a new link.' },
}

/** Says what an answer of the auth server means to the person who waits for it. */
export function describeAuthError(error: AuthError): Problem {
  const { code = '', name, status } = error
  if (name === 'AuthSessionMissingError') return NO_SESSION
  const known = Object.hasOwn(PROBLEMS, code) ? PROBLEMS[code] : undefined
  return known ?? (status === 429 ? OVERRUN : OUTAGE)
}

/**
 * Answers that the auth server gives for some addresses and not for others. Among them the limit on mails: it counts
 * per account, so it only ever strikes an address that has one.
 */
const DEPENDS_ON_ADDRESS = new Set([
  'user_already_exists',
  'email_exists',
  'user_not_found',
  'otp_disabled',
  'over_email_send_rate_limit',
  'email_address_not_authorized',
  'email_address_invalid',
  'email_not_confirmed',
  'user_banned',
])

/** Whether showing this error would tell a stranger something about the address that was typed. */
export function revealsAccount(error: AuthError): boolean {
  return DEPENDS_ON_ADDRESS.has(error.code ?? '')
}
