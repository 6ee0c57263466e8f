'use server'

import { createSessionClient } from '@/lib/supabase/server'
import { describeAuthError } from '../form/auth-errors'
import { NewPasswordFields, readForm } from '../form/credentials'
import { type AuthFormState, BLANK_FORM, formAgain } from '../form/form-state'
import { showProblem } from '../request-mail'

/** Gives the person who is signed in a new password and signs them out everywhere else. */
export async function setPassword(_previous: AuthFormState, form: FormData): Promise<AuthFormState> {
  const { fields, failed } = readForm(NewPasswordFields, form)
  if (failed) return failed
  const { auth } = await createSessionClient()
  const { error } = await auth.updateUser({ password: fields.password })
  if (error) return formAgain(form, showProblem(describeAuthError(error)))
  // Whoever knew the old password may be signed in with it.
  await auth.signOut({ scope: 'others' })
  return { ...BLANK_FORM, step: 'done' }
}
