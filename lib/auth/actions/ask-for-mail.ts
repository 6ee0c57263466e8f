'use server'

import type { AuthFormState } from '@/lib/auth/form/form-state'
import { answerForm } from '@/lib/auth/form/native-answer'
import { requestMail } from '@/lib/auth/request-mail'

/** Mails a link to sign in with, if the address has an account. */
export async function askForSignInLink(_previous: AuthFormState, form: FormData): Promise<AuthFormState> {
  return answerForm(form, await requestMail('sign-in-link', form))
}

/** Mails a link to choose a new password with, if the address has an account. */
export async function askForRecovery(_previous: AuthFormState, form: FormData): Promise<AuthFormState> {
  return answerForm(form, await requestMail('recovery', form))
}

/** Mails the confirmation again, if the address has an account that waits for it. */
export async function askForConfirmation(_previous: AuthFormState, form: FormData): Promise<AuthFormState> {
  return answerForm(form, await requestMail('confirmation', form))
}
