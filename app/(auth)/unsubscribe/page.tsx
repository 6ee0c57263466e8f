import type { Metadata } from 'next'
import Link from 'next/link'
import { AuthCard } from '@/components/auth/form/auth-card'
import { ActionForm } from '@/components/form/action-form'
import { Button } from '@/components/ui/button'
import { SubmitButton } from '@/components/ui/submit-button'
import { confirmUnsubscribe } from '@/lib/mail/confirm-unsubscribe'
import { findSubscription } from '@/lib/mail/unsubscribe'

// As with the links of sign-in mails: `same-origin` keeps the token out of Referer headers.
export const instant = false
export const metadata: Metadata = {
  title: 'Unsubscribe',
  robots: { index: false },
  referrer: 'same-origin',
}

const Settings = () => (
  <Button asChild variant="outline" size="lg" className="w-full">
    <Link href="/settings/notifications">Email preferences</Link>
  </Button>
)

/** Where "Unsubscribe" in mails leads. Opening it changes nothing: mail scanners open every link. */
export default async function UnsubscribePage({ searchParams }: PageProps<'/unsubscribe'>) {
  const { token } = await searchParams
  const subscription = await findSubscription(token)
  if (!subscription) {
    return (
      <AuthCard
        title="This link does not work"
        description="It is incomplete, or its account was deleted. You can change what we send you in your settings."
      >
        <Settings />
      </AuthCard>
    )
  }
  const { label, description, isOn } = subscription
  if (!isOn) {
    return (
      <AuthCard
        title="You are unsubscribed"
        description={`You will get no more mails of this kind: ${label.toLowerCase()}.`}
      >
        <Settings />
      </AuthCard>
    )
  }
  return (
    <AuthCard title={`Unsubscribe from “${label}”?`} description={description}>
      <div className="grid gap-3">
        <ActionForm action={confirmUnsubscribe}>
          <input type="hidden" name="token" value={String(token)} />
          <SubmitButton size="lg" className="w-full">
            Unsubscribe
          </SubmitButton>
        </ActionForm>
        <Settings />
      </div>
    </AuthCard>
  )
}
