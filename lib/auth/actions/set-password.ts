'use server'

import { describeAuthError } from '@/lib/auth/form/auth-errors'
import { NewPasswordFields, readForm } from '@/lib/auth/form/credentials'
import { type AuthFormState, BLANK_FORM, formAgain } from '@/lib/auth/form/form-state'
import { answerForm } from '@/lib/auth/form/native-answer'
import { showProblem } from '@/lib/auth/request-mail'
import { createSessionClient } from '@/lib/supabase/server'

/** Gives the person who is signed in a new password and signs them out everywhere else. */
export async function setPassword(_previous: AuthFormState, form: FormData): Promise<AuthFormState> {
  return answerForm(form, await changePassword(form))
}

async function changePassword(form: FormData): Promise<AuthFormState> {
  const { fields, failed } = readForm(NewPasswordFields, form)
  if (failed) return failed
  const { auth } = await createSessionClient()
  const { error } = await auth.updateUser({ password: fields.password })
  if (error) return formAgain(form, showProblem(describeAuthError(error)))
  // Whoever knew the old password may be signed in with it.
  await auth.signOut({ scope: 'others' })
  return { ...BLANK_FORM, step: 'done' }
}
