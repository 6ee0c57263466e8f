'use server'

import type { AuthError } from '@supabase/supabase-js'
import { countAttempt } from '@/lib/auth/form/attempt-limit'
import { revealsAccount } from '@/lib/auth/form/auth-errors'
import { readForm, SignUpFields } from '@/lib/auth/form/credentials'
import { type AuthFormState, formAgain } from '@/lib/auth/form/form-state'
import { answerForm } from '@/lib/auth/form/native-answer'
import { giveSameAnswer } from '@/lib/auth/form/same-answer'
import { linkTarget, rememberMailAsked } from '@/lib/auth/mail-links'
import { safeNextPath } from '@/lib/auth/next-path'
import { findPublicProblem, openInbox, requestMail, showProblem } from '@/lib/auth/request-mail'
import { createSessionClient } from '@/lib/supabase/server'

/** Opens an account that waits for its address to be confirmed. An address that has one already gets the same answer. */
export async function signUp(_previous: AuthFormState, form: FormData): Promise<AuthFormState> {
  return answerForm(form, await openAccount(form))
}

async function openAccount(form: FormData): Promise<AuthFormState> {
  if (form.get('again') === '1') return requestMail('confirmation', form)
  const { fields, failed } = readForm(SignUpFields, form)
  if (failed) return failed
  const refused = await countAttempt()
  if (refused) return formAgain(form, showProblem(refused))
  const { name, email, password } = fields
  await rememberMailAsked()
  const { auth } = await createSessionClient()
  const emailRedirectTo = linkTarget(safeNextPath(form.get('next')))
  const request = auth.signUp({ email, password, options: { emailRedirectTo, data: name ? { name } : {} } })
  const problem = await giveSameAnswer(findPublicProblem(request, isSecret))
  return problem ? formAgain(form, showProblem(problem)) : openInbox('confirmation', email, form)
}

/** An address that can't get mail has no account, so saying that it can't gives nothing away. */
function isSecret(error: AuthError): boolean {
  return error.code !== 'email_address_invalid' && revealsAccount(error)
}
