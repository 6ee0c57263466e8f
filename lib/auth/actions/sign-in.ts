'use server'

import type { Route } from 'next'
import { redirect } from 'next/navigation'
import { countAttempt } from '@/lib/auth/form/attempt-limit'
import { describeAuthError } from '@/lib/auth/form/auth-errors'
import { readForm, SignInFields } from '@/lib/auth/form/credentials'
import { type AuthFormState, formAgain } from '@/lib/auth/form/form-state'
import { answerForm } from '@/lib/auth/form/native-answer'
import { failSlowly } from '@/lib/auth/form/same-answer'
import { safeNextPath } from '@/lib/auth/next-path'
import { requestMail, showProblem } from '@/lib/auth/request-mail'
import { createSessionClient } from '@/lib/supabase/server'

/** Signs in with a password and goes to `next`. The buttons named `intent` ask for a mail instead. */
export async function signIn(_previous: AuthFormState, form: FormData): Promise<AuthFormState> {
  return answerForm(form, await openSession(form))
}

async function openSession(form: FormData): Promise<AuthFormState> {
  if (form.get('intent') === 'sign-in-link') return requestMail('sign-in-link', form)
  if (form.get('intent') === 'confirmation') return requestMail('confirmation', form)
  const { fields, failed } = readForm(SignInFields, form)
  if (failed) return failed
  const refused = await countAttempt()
  if (refused) return formAgain(form, showProblem(refused))
  const { auth } = await createSessionClient()
  const { error } = await failSlowly(auth.signInWithPassword(fields))
  if (error) {
    const isUnconfirmed = error.code === 'email_not_confirmed'
    return formAgain(form, { ...showProblem(describeAuthError(error)), isUnconfirmed })
  }
  redirect(safeNextPath(form.get('next')) as Route)
}
