'use client'

import Link from 'next/link'
import { Button } from '@/components/ui/button'
import { SubmitButton } from '@/components/ui/submit-button'
import { type AuthAction, type AuthFormState, BLANK_FORM } from '@/lib/auth/form/form-state'
import { AuthCard } from './form/auth-card'
import { AuthForm } from './form/auth-form'
import { NewPasswordField } from './form/credential-fields'
import { useAuthAction } from './form/use-auth-action'

type NewPasswordPanelProps = {
  email: string
  next: string
  action: AuthAction
  /** What the form was answered by the request before this one. */
  answer: AuthFormState | undefined
}

/** A new password for the person who is signed in. */
export function NewPasswordPanel({ email, next, action, answer }: NewPasswordPanelProps) {
  const [state, formAction] = useAuthAction(action, answer ?? BLANK_FORM)
  if (state.step === 'done') {
    return (
      <AuthCard
        title="Password changed"
        description="From now on you sign in with the new one. All your other devices were signed out."
      >
        <Button asChild size="lg">
          <Link href={next as '/'}>Continue</Link>
        </Button>
      </AuthCard>
    )
  }
  return (
    <AuthCard
      title="Choose a new password"
      description={
        <>
          For <strong className="wrap-anywhere text-foreground">{email}</strong>.
        </>
      }
    >
      <AuthForm state={state} action={formAction} page="/reset-password" next={next}>
        {/* Tells password managers whose password this is. */}
        <input type="email" name="email" autoComplete="username" defaultValue={email} readOnly hidden />
        <NewPasswordField state={state} label="New password" />
        <SubmitButton size="lg" className="w-full">
          Change password
        </SubmitButton>
      </AuthForm>
    </AuthCard>
  )
}
