import 'server-only'
import type { AuthError } from '@supabase/supabase-js'
import { logger } from '@/lib/logger'
import { createSessionClient } from '@/lib/supabase/server'
import { countAttempt } from './form/attempt-limit'
import { describeAuthError, OUTAGE, type Problem, revealsAccount } from './form/auth-errors'
import { MailFields, readForm } from './form/credentials'
import { type AuthFormState, formAgain, type MailPurpose } from './form/form-state'
import { giveSameAnswer } from './form/same-answer'
import { linkTarget, rememberMailAsked } from './mail-links'
import { safeNextPath } from './next-path'

type Client = Awaited<ReturnType<typeof createSessionClient>>
type Answer = Promise<{ error: AuthError | null }>

const REQUESTS: Record<MailPurpose, (client: Client, email: string, target: string) => Answer> = {
  confirmation: ({ auth }, email, emailRedirectTo) =>
    auth.resend({ type: 'signup', email, options: { emailRedirectTo } }),
  // Without this a typing error would open an account for whoever owns that address.
  'sign-in-link': ({ auth }, email, emailRedirectTo) =>
    auth.signInWithOtp({ email, options: { emailRedirectTo, shouldCreateUser: false } }),
  recovery: ({ auth }, email, redirectTo) => auth.resetPasswordForEmail(email, { redirectTo }),
}

/** The problem with a request for mail that anyone may see, if there is one. What would tell on an address is logged. */
export async function findPublicProblem(
  answer: Answer,
  isSecret = revealsAccount,
): Promise<Problem | undefined> {
  try {
    const { error } = await answer
    if (!error) return undefined
    if (!isSecret(error)) return describeAuthError(error)
    // A typing error is everyday; a limit or a blocked address is for whoever runs this to know.
    const level = error.code === 'otp_disabled' || error.code === 'user_not_found' ? 'debug' : 'warn'
    logger()[level]({ code: error.code, reason: error.message }, 'auth mail not sent')
    return undefined
  } catch (err) {
    logger().error({ err }, 'auth mail failed')
    return OUTAGE
  }
}

/** Have a mail sent to the address in `form`. The answer is the same whether or not it has an account. */
export async function requestMail(purpose: MailPurpose, form: FormData): Promise<AuthFormState> {
  const { fields, failed } = readForm(MailFields, form)
  if (failed) return failed
  const refused = await countAttempt()
  if (refused) return formAgain(form, showProblem(refused))
  await rememberMailAsked()
  const client = await createSessionClient()
  const target = linkTarget(safeNextPath(form.get('next')))
  const problem = await giveSameAnswer(findPublicProblem(REQUESTS[purpose](client, fields.email, target)))
  return problem ? formAgain(form, showProblem(problem)) : openInbox(purpose, fields.email, form)
}

/** A problem in the place of the form where it belongs. */
export function showProblem({ field, message }: Problem): Pick<AuthFormState, 'problem' | 'fieldErrors'> {
  return field ? { fieldErrors: { [field]: [message] } } : { problem: message, fieldErrors: {} }
}

export function openInbox(purpose: MailPurpose, email: string, form: FormData): AuthFormState {
  const isRepeated = form.get('again') === '1'
  return { step: 'inbox', purpose, isRepeated, values: { name: '', email }, fieldErrors: {} }
}
