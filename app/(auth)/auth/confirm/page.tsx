import type { Metadata } from 'next'
import Link from 'next/link'
import { AuthCard } from '@/components/auth/form/auth-card'
import { OpenLinkForm } from '@/components/auth/open-link-form'
import { Alert } from '@/components/ui/alert'
import { Button } from '@/components/ui/button'
import { openLink } from '@/lib/auth/actions/open-link'
import { OVERRUN, TOO_MANY_ATTEMPTS } from '@/lib/auth/form/auth-errors'
import { MailLink } from '@/lib/auth/form/credentials'
import { wasMailAskedHere } from '@/lib/auth/mail-links'
import { describeSignUpBonus } from '@/lib/catalogue/price-list'

// `same-origin` keeps the token out of Referer headers; `no-referrer` would also blank the Origin that actions check.
export const instant = false
export const metadata: Metadata = {
  title: 'Open your link',
  robots: { index: false },
  referrer: 'same-origin',
}

const TEXTS: Record<MailLink['type'], { title: string; description: string; button: string }> = {
  signup: {
    title: 'Confirm your address',
    description: 'One click, and your account is ready.',
    button: 'Confirm and continue',
  },
  email: { title: 'Sign in', description: 'Your link is ready.', button: 'Continue' },
  magiclink: {
    title: 'Sign in',
    description: 'Your link is ready. It signs you in on this device.',
    button: 'Sign in',
  },
  recovery: {
    title: 'Choose a new password',
    description: 'Your link is ready. It signs you in so that you can choose a new password.',
    button: 'Continue',
  },
  invite: {
    title: 'You are invited',
    description: 'Accept, then choose a password.',
    button: 'Accept the invitation',
  },
  email_change: {
    title: 'Confirm your new address',
    description: 'You will sign in with it from then on.',
    button: 'Confirm the change',
  },
}

/** Why the link could not be opened so far, by the words that openLink comes back with. */
const PROBLEMS = new Map([
  ['attempts', TOO_MANY_ATTEMPTS],
  ['overrun', OVERRUN],
])

/**
 * Where the links in mails lead. Opening it changes nothing: mail scanners open every link, and a token works once, so it
 * is spent by a POST. In the browser that asked for the mail the form sends itself; anywhere else, and without
 * JavaScript, it takes one click. (Not always by itself, because some scanners run scripts.)
 */
export default async function ConfirmPage({ searchParams }: PageProps<'/auth/confirm'>) {
  const query = await searchParams
  const link = MailLink.safeParse(query)
  if (!link.success) {
    return (
      <AuthCard
        title="This link is incomplete"
        description="Some mail programs cut long links in two. Open it from the mail again, or copy the whole link."
      >
        <Button asChild size="lg">
          <Link href="/sign-in">Go to sign in</Link>
        </Button>
      </AuthCard>
    )
  }
  const { title, description, button } = TEXTS[link.data.type]
  const problem = PROBLEMS.get(String(query.problem))
  const bonus = link.data.type === 'signup' ? await describeSignUpBonus() : ''
  return (
    <AuthCard title={title} description={bonus ? `${description} Your ${bonus} come with it.` : description}>
      {problem ? <Alert variant="destructive">{problem.message}</Alert> : null}
      <OpenLinkForm
        link={link.data}
        next={typeof query.next === 'string' ? query.next : ''}
        button={button}
        isAutomatic={!problem && (await wasMailAskedHere())}
        action={openLink}
      />
    </AuthCard>
  )
}
