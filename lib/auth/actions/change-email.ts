'use server'

import { NO_SESSION } from '@/lib/auth/form/auth-errors'
import { MailFields, readForm } from '@/lib/auth/form/credentials'
import { type AuthFormState, formAgain } from '@/lib/auth/form/form-state'
import { answerForm } from '@/lib/auth/form/native-answer'
import { giveSameAnswer } from '@/lib/auth/form/same-answer'
import { linkTarget, rememberMailAsked } from '@/lib/auth/mail-links'
import { findPublicProblem, showProblem } from '@/lib/auth/request-mail'
import { getUser } from '@/lib/auth/session'
import { createSessionClient } from '@/lib/supabase/server'

/** Has the mails sent that confirm another address. One that belongs to somebody else gets the same answer. */
export async function changeEmail(_previous: AuthFormState, form: FormData): Promise<AuthFormState> {
  return answerForm(form, await askForAddress(form))
}

async function askForAddress(form: FormData): Promise<AuthFormState> {
  const { fields, failed } = readForm(MailFields, form)
  if (failed) return failed
  const { email } = fields
  const user = await getUser()
  if (!user) return formAgain(form, showProblem(NO_SESSION))
  if (email === user.email)
    return formAgain(form, { fieldErrors: { email: ['This is already your address.'] } })
  await rememberMailAsked()
  const { auth } = await createSessionClient()
  const request = auth.updateUser({ email }, { emailRedirectTo: linkTarget('/settings') })
  const problem = await giveSameAnswer(findPublicProblem(request))
  if (problem) return formAgain(form, showProblem(problem))
  return { step: 'inbox', values: { name: '', email }, fieldErrors: {} }
}
