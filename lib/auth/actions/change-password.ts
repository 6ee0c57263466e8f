'use server'

import { describeAuthError, NO_SESSION } from '@/lib/auth/form/auth-errors'
import { ChangePasswordFields, readForm } from '@/lib/auth/form/credentials'
import { type AuthFormState, BLANK_FORM, formAgain } from '@/lib/auth/form/form-state'
import { answerForm } from '@/lib/auth/form/native-answer'
import { failSlowly } from '@/lib/auth/form/same-answer'
import { showProblem } from '@/lib/auth/request-mail'
import { getUser } from '@/lib/auth/session'
import { createSessionClient } from '@/lib/supabase/server'

/** Gives somebody who knows their current password another one, and signs them out everywhere else. */
export async function changePassword(_previous: AuthFormState, form: FormData): Promise<AuthFormState> {
  return answerForm(form, await replacePassword(form))
}

async function replacePassword(form: FormData): Promise<AuthFormState> {
  const { fields, failed } = readForm(ChangePasswordFields, form)
  if (failed) return failed
  const user = await getUser()
  if (!user) return formAgain(form, showProblem(NO_SESSION))
  const { auth } = await createSessionClient()
  // Signing in anew is what checks a password, and makes the session young enough to change it.
  const { error: refused } = await failSlowly(
    auth.signInWithPassword({ email: user.email, password: fields.current }),
  )
  if (refused?.code === 'invalid_credentials')
    return formAgain(form, { fieldErrors: { current: ['This is not your current password.'] } })
  if (refused) return formAgain(form, showProblem(describeAuthError(refused)))
  const { error } = await auth.updateUser({ password: fields.password })
  if (error) return formAgain(form, showProblem(describeAuthError(error)))
  await auth.signOut({ scope: 'others' })
  return { ...BLANK_FORM, step: 'done' }
}
