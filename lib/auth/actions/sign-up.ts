'use server'

import { createSessionClient } from '@/lib/supabase/server'
import { readForm, SignUpFields } from '../form/credentials'
import { type AuthFormState, formAgain } from '../form/form-state'
import { giveSameAnswer } from '../form/same-answer'
import { linkTarget, rememberMailAsked } from '../mail-links'
import { safeNextPath } from '../next-path'
import { findPublicProblem, openInbox, requestMail, showProblem } from '../request-mail'

/** Opens an account that waits for its address to be confirmed. An address that has one already gets the same answer. */
export async function signUp(_previous: AuthFormState, form: FormData): Promise<AuthFormState> {
  if (form.get('again') === '1') return requestMail('confirmation', form)
  const { fields, failed } = readForm(SignUpFields, form)
  if (failed) return failed
  const { name, email, password } = fields
  await rememberMailAsked()
  const { auth } = await createSessionClient()
  const emailRedirectTo = linkTarget(safeNextPath(form.get('next')))
  const request = auth.signUp({ email, password, options: { emailRedirectTo, data: name ? { name } : {} } })
  const problem = await giveSameAnswer(findPublicProblem(request))
  return problem ? formAgain(form, showProblem(problem)) : openInbox('confirmation', email, form)
}
