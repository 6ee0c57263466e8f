'use client'

import Link from 'next/link'
import { AuthForm } from '@/components/auth/form/auth-form'
import { CurrentPasswordField, NewPasswordField } from '@/components/auth/form/credential-fields'
import { useAuthAction } from '@/components/auth/form/use-auth-action'
import { Alert } from '@/components/ui/alert'
import { SubmitButton } from '@/components/ui/submit-button'
import type { AuthAction, AuthFormState } from '@/lib/auth/form/form-state'

type PasswordFormProps = { page: string; email: string; action: AuthAction; initial: AuthFormState }

/** Another password, for somebody who knows the one they have. */
export function PasswordForm({ page, email, action, initial }: PasswordFormProps) {
  const [state, formAction] = useAuthAction(action, initial)
  return (
    <AuthForm state={state} action={formAction} page={page} next="/settings/security">
      {state.step === 'done' ? (
        <Alert variant="success" title="Password changed">
          From now on you sign in with the new one. All your other devices were signed out.
        </Alert>
      ) : null}
      {/* Tells password managers whose password this is. */}
      <input type="email" name="email" autoComplete="username" defaultValue={email} readOnly hidden />
      <CurrentPasswordField
        state={state}
        aside={
          <Link href="/forgot-password" className="link">
            Forgot it, or never had one?
          </Link>
        }
      />
      <NewPasswordField state={state} label="New password" />
      <SubmitButton className="w-fit">Change password</SubmitButton>
    </AuthForm>
  )
}
