'use client'

import type { ReactNode } from 'react'
import { SubmitButton } from '@/components/ui/submit-button'
import { type AuthAction, type AuthFormState, BLANK_FORM } from '@/lib/auth/form/form-state'
import { AuthCard } from './form/auth-card'
import { AuthForm } from './form/auth-form'
import { EmailField } from './form/credential-fields'
import { useAuthAction } from './form/use-auth-action'
import { InboxCard } from './inbox-card'

type MailRequestPanelProps = {
  title: string
  description: ReactNode
  button: string
  next: string
  action: AuthAction
  /** What the form was answered by the request before this one. */
  answer: AuthFormState | undefined
  /** The page this stands on, for starting over. */
  page: string
  footer: ReactNode
}

/** Asks for an address and has a mail sent to it. */
export function MailRequestPanel({
  title,
  description,
  button,
  next,
  action,
  answer,
  page,
  footer,
}: MailRequestPanelProps) {
  const [state, formAction] = useAuthAction(action, answer ?? BLANK_FORM)
  if (state.step === 'inbox') {
    return <InboxCard state={state} action={formAction} next={next} page={page} />
  }
  return (
    <AuthCard title={title} description={description} footer={footer}>
      <AuthForm state={state} action={formAction} page={page} next={next}>
        <EmailField state={state} autoComplete="username" />
        <SubmitButton size="lg" className="w-full">
          {button}
        </SubmitButton>
      </AuthForm>
    </AuthCard>
  )
}
