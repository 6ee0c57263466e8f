'use server'

import { refresh } from 'next/cache'
import { z } from 'zod'
import { NO_SESSION } from '@/lib/auth/form/auth-errors'
import { ProfileFields, readForm } from '@/lib/auth/form/credentials'
import { type AuthFormState, formAgain } from '@/lib/auth/form/form-state'
import { answerForm } from '@/lib/auth/form/native-answer'
import { showProblem } from '@/lib/auth/request-mail'
import { getUserId } from '@/lib/auth/session'
import { callRpc } from '@/lib/supabase/rpc'

/** Keeps the name of the person who is signed in; a blank one takes it away. `rename_person`. */
export async function saveProfile(_previous: AuthFormState, form: FormData): Promise<AuthFormState> {
  return answerForm(form, await rename(form))
}

async function rename(form: FormData): Promise<AuthFormState> {
  const { fields, failed } = readForm(ProfileFields, form)
  if (failed) return failed
  const userId = await getUserId()
  if (!userId) return formAgain(form, showProblem(NO_SESSION))
  await callRpc('rename_person', { p_user_id: userId, p_name: fields.name }, z.string().nullable())
  // The header shows the name as well.
  refresh()
  return formAgain(form, { step: 'done' })
}
