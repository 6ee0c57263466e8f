'use client'

import { AuthForm } from '@/components/auth/form/auth-form'
import { EmailField } from '@/components/auth/form/credential-fields'
import { useAuthAction } from '@/components/auth/form/use-auth-action'
import { Alert } from '@/components/ui/alert'
import { SubmitButton } from '@/components/ui/submit-button'
import type { AuthAction, AuthFormState } from '@/lib/auth/form/form-state'

type EmailFormProps = { page: string; email: string; action: AuthAction; initial: AuthFormState }

/** Another address to sign in with. It changes only when the mails have been answered. */
export function EmailForm({ page, email, action, initial }: EmailFormProps) {
  const [state, formAction] = useAuthAction(action, initial)
  return (
    <AuthForm state={state} action={formAction} page={page} next="/settings">
      {state.step === 'inbox' ? (
        <Alert variant="success" title="Check both inboxes">
          <p>
            If <strong className="wrap-anywhere">{state.values.email}</strong> is not in use, we sent a link
            to <strong className="wrap-anywhere">{email}</strong>, and possibly one to the new address too.
            Open every link you get; until then nothing changes.
          </p>
        </Alert>
      ) : null}
      <EmailField
        label="New address"
        state={state.step === 'inbox' ? { ...state, values: initial.values } : state}
      />
      <SubmitButton className="w-fit">Change address</SubmitButton>
    </AuthForm>
  )
}
