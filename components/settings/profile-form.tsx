'use client'

import { AuthForm } from '@/components/auth/form/auth-form'
import { NameField } from '@/components/auth/form/credential-fields'
import { useAuthAction } from '@/components/auth/form/use-auth-action'
import { Alert } from '@/components/ui/alert'
import { SubmitButton } from '@/components/ui/submit-button'
import type { AuthAction, AuthFormState } from '@/lib/auth/form/form-state'

type SettingsFormProps = {
  /** The page with the form's name, for answers without JavaScript. */
  page: string
  action: AuthAction
  /** What the form begins with, or was answered by the request before this one. */
  initial: AuthFormState
}

/** The name of the person who is signed in. */
export function ProfileForm({ page, action, initial }: SettingsFormProps) {
  const [state, formAction] = useAuthAction(action, initial)
  return (
    <AuthForm state={state} action={formAction} page={page} next="/settings">
      {state.step === 'done' ? <Alert variant="success">Saved.</Alert> : null}
      <NameField state={state} />
      <SubmitButton className="w-fit">Save</SubmitButton>
    </AuthForm>
  )
}
