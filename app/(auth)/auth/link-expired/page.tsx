import type { Metadata } from 'next'
import Link from 'next/link'
import { AuthCard } from '@/components/auth/form/auth-card'
import { MailRequestPanel } from '@/components/auth/mail-request-panel'
import { Button } from '@/components/ui/button'
import { askForConfirmation, askForRecovery, askForSignInLink } from '@/lib/auth/actions/ask-for-mail'
import { readAnswer } from '@/lib/auth/form/native-answer'
import { withNext } from '@/lib/auth/form/next-link'
import { safeNextPath } from '@/lib/auth/next-path'
import { getUser } from '@/lib/auth/session'

const TITLE = 'This link no longer works'
const REASON = 'Links work once, for one hour. Only the newest one is valid.'

export const instant = false
export const metadata: Metadata = { title: TITLE, robots: { index: false } }

const REMEDIES = {
  signup: { action: askForConfirmation, button: 'Send a new confirmation link' },
  recovery: { action: askForRecovery, button: 'Send a new password link' },
  other: { action: askForSignInLink, button: 'Send me a sign-in link' },
}

export default async function LinkExpiredPage({ searchParams }: PageProps<'/auth/link-expired'>) {
  const query = await searchParams
  const next = safeNextPath(query.next)
  const user = await getUser()
  if (user && query.type !== 'recovery') {
    return (
      <AuthCard title={TITLE} description={`${REASON} You are already signed in as ${user.email}.`}>
        <Button asChild size="lg">
          <Link href={next as '/'}>Continue</Link>
        </Button>
      </AuthCard>
    )
  }
  const page = `/auth/link-expired${typeof query.type === 'string' ? `?type=${encodeURIComponent(query.type)}` : ''}`
  const { action, button } =
    query.type === 'signup' || query.type === 'recovery' ? REMEDIES[query.type] : REMEDIES.other
  return (
    <MailRequestPanel
      title={TITLE}
      description={`${REASON} We can send you a new one.`}
      button={button}
      next={next}
      action={action}
      answer={await readAnswer(page, query)}
      page={page}
      footer={
        <Link href={withNext('/sign-in', next)} className="link">
          Back to sign in
        </Link>
      }
    />
  )
}
