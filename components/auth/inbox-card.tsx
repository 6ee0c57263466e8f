'use client'

import Link from 'next/link'
import { type ReactNode, useEffect, useRef } from 'react'
import { Alert } from '@/components/ui/alert'
import { SubmitButton } from '@/components/ui/submit-button'
import type { AuthFormState, MailPurpose } from '@/lib/auth/form/form-state'
import { withNext } from '@/lib/auth/form/next-link'
import { AuthCard } from './form/auth-card'

type InboxCardProps = {
  state: AuthFormState
  action: (form: FormData) => void
  next: string
  /** The page this stands on, and where to start over. */
  page: string
  /** What the sign-up bonus gives, in words. */
  bonus?: string
}

const WHAT_COMES: Record<MailPurpose, (email: ReactNode, bonus: string) => ReactNode> = {
  confirmation: (email, bonus) => (
    <>
      Open the link we sent to {email} to confirm your address{bonus ? ` and get your ${bonus}` : ''}.
    </>
  ),
  'sign-in-link': (email) => <>If {email} has an account, a link to sign in is on its way.</>,
  recovery: (email) => <>If {email} has an account, a link to choose a new password is on its way.</>,
}

/** What to do after asking for a mail. Worded so that it is true whether or not the address has an account. */
export function InboxCard({ state, action, next, page, bonus = '' }: InboxCardProps) {
  const heading = useRef<HTMLHeadingElement>(null)
  const purpose = state.purpose ?? 'confirmation'
  useEffect(() => heading.current?.focus(), [])

  return (
    <AuthCard
      headingRef={heading}
      title="Check your inbox"
      description={WHAT_COMES[purpose](
        <strong className="wrap-anywhere text-foreground">{state.values.email}</strong>,
        bonus,
      )}
      footer={
        // A full load: it clears what this page remembers of the first address.
        <a href={withNext(page, next)} className="link">
          Use another address
        </a>
      }
    >
      <ul className="grid list-disc gap-1.5 pl-4 text-muted-foreground text-sm marker:text-border">
        <li>The link works once, for one hour.</li>
        <li>Nothing there after a few minutes? Check your spam folder.</li>
        {purpose === 'confirmation' ? (
          <li>
            If this address already has an account, no mail is sent:{' '}
            <Link href={withNext('/sign-in', next)} className="link">
              sign in
            </Link>{' '}
            instead.
          </li>
        ) : null}
      </ul>
      {state.problem ? <Alert variant="destructive">{state.problem}</Alert> : null}
      {state.isRepeated ? (
        <Alert variant="success">We asked for another mail. You can ask once a minute.</Alert>
      ) : null}
      <form action={action}>
        <input type="hidden" name="email" value={state.values.email} />
        <input type="hidden" name="page" value={page} />
        <input type="hidden" name="next" value={next} />
        <input type="hidden" name="intent" value={purpose} />
        <input type="hidden" name="again" value="1" />
        <SubmitButton variant="outline" size="lg" className="w-full">
          Send it again
        </SubmitButton>
      </form>
    </AuthCard>
  )
}
