'use client'

import Link from 'next/link'
import type { ReactNode } from 'react'
import { SubmitButton } from '@/components/ui/submit-button'
import { type AuthAction, type AuthFormState, BLANK_FORM } from '@/lib/auth/form/form-state'
import { withNext } from '@/lib/auth/form/next-link'
import { AuthCard } from './form/auth-card'
import { AuthForm } from './form/auth-form'
import { EmailField, NameField, NewPasswordField } from './form/credential-fields'
import { useAuthAction } from './form/use-auth-action'
import { InboxCard } from './inbox-card'

type SignUpPanelProps = {
  next: string
  action: AuthAction
  /** What the form was answered by the request before this one. */
  answer: AuthFormState | undefined
  /** What the sign-up bonus gives, in words; empty when there is none. */
  bonus: string
  /** Other ways to sign up, above the form. */
  providers: ReactNode
}

/** Name, address, password; afterwards, what to do with the mail. */
export function SignUpPanel({ next, action, answer, bonus, providers }: SignUpPanelProps) {
  const [state, formAction] = useAuthAction(action, answer ?? BLANK_FORM)
  if (state.step === 'inbox') {
    return <InboxCard state={state} action={formAction} next={next} page="/sign-up" bonus={bonus} />
  }
  return (
    <AuthCard
      title="Create your account"
      description={bonus ? `${bonus} to start with, and no card needed.` : 'No card needed.'}
      footer={
        <>
          Have an account?{' '}
          <Link href={withNext('/sign-in', next)} className="link">
            Sign in
          </Link>
        </>
      }
    >
      {providers}
      <AuthForm state={state} action={formAction} page="/sign-up" next={next}>
        <NameField state={state} />
        <EmailField state={state} autoComplete="username" />
        <NewPasswordField state={state} />
        <SubmitButton size="lg" className="w-full">
          Create account
        </SubmitButton>
        <p className="text-balance text-center text-muted-foreground text-sm">
          By creating an account you accept the{' '}
          <Link href="/terms" className="link">
            terms
          </Link>{' '}
          and the{' '}
          <Link href="/privacy" className="link">
            privacy policy
          </Link>
          .
        </p>
      </AuthForm>
    </AuthCard>
  )
}
