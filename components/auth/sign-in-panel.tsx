'use client'

import Link from 'next/link'
import type { ReactNode } from 'react'
import { Alert } from '@/components/ui/alert'
import { type AuthAction, type AuthFormState, BLANK_FORM } from '@/lib/auth/form/form-state'
import { withNext } from '@/lib/auth/form/next-link'
import { AuthCard } from './form/auth-card'
import { AuthForm } from './form/auth-form'
import { EmailField, PasswordField } from './form/credential-fields'
import { IntentButton } from './form/intent-button'
import { useAuthAction } from './form/use-auth-action'
import { InboxCard } from './inbox-card'

type SignInPanelProps = {
  next: string
  action: AuthAction
  /** What the form was answered by the request before this one. */
  answer: AuthFormState | undefined
  /** Other ways to sign in, above the form. */
  providers: ReactNode
  /** Why the last attempt with one of them came back here. */
  problem?: string
  /** Under the form. */
  children: ReactNode
}

/** Address and password, or a link by mail. */
export function SignInPanel({ next, action, answer, providers, problem, children }: SignInPanelProps) {
  const [state, formAction] = useAuthAction(action, answer ?? BLANK_FORM)
  if (state.step === 'inbox') {
    return <InboxCard state={state} action={formAction} next={next} page="/sign-in" />
  }
  return (
    <>
      <AuthCard
        title="Sign in"
        description="Welcome back. Your balance is where you left it."
        footer={
          <>
            New here?{' '}
            <Link href={withNext('/sign-up', next)} className="link">
              Create an account
            </Link>
          </>
        }
      >
        {problem && state === BLANK_FORM ? <Alert variant="destructive">{problem}</Alert> : null}
        {providers}
        <AuthForm
          state={state}
          action={formAction}
          page="/sign-in"
          next={next}
          help={
            state.isUnconfirmed ? (
              <IntentButton intent="confirmation" size="sm" variant="outline">
                Send the mail again
              </IntentButton>
            ) : null
          }
        >
          <EmailField state={state} autoComplete="username" />
          <PasswordField
            state={state}
            aside={
              <Link href={withNext('/forgot-password', next)} className="link">
                Forgot password?
              </Link>
            }
          />
          <div className="grid gap-3">
            <IntentButton size="lg">Sign in</IntentButton>
            <IntentButton intent="sign-in-link" size="lg" variant="outline">
              Email me a sign-in link
            </IntentButton>
          </div>
        </AuthForm>
      </AuthCard>
      {children}
    </>
  )
}
