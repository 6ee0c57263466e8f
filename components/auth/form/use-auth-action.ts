import { useActionState } from 'react'
import { guardAction } from '@/components/form/guard-action'
import { type AuthAction, type AuthFormState, formAgain } from '@/lib/auth/form/form-state'

/** The form again that no answer came to; a mail that was asked for once more leaves its page as it is. */
const stay = (problem: string, previous: AuthFormState, form: FormData): AuthFormState =>
  form.has('again') ? { ...previous, isRepeated: false, problem } : formAgain(form, { problem })

/** `useActionState` for an auth action. */
export function useAuthAction(action: AuthAction, initial: AuthFormState) {
  return useActionState(guardAction(action, stay), initial)
}
