import type { Metadata } from 'next'
import Link from 'next/link'
import { MailRequestPanel } from '@/components/auth/mail-request-panel'
import { askForRecovery } from '@/lib/auth/actions/ask-for-mail'
import { readAnswer } from '@/lib/auth/form/native-answer'
import { withNext } from '@/lib/auth/form/next-link'
import { safeNextPath } from '@/lib/auth/next-path'

export const instant = false
export const metadata: Metadata = { title: 'Forgot your password?' }

export default async function ForgotPasswordPage({ searchParams }: PageProps<'/forgot-password'>) {
  const query = await searchParams
  const next = safeNextPath(query.next)
  return (
    <MailRequestPanel
      title="Forgot your password?"
      description="Tell us your email address and we’ll send you a link to choose a new password."
      button="Send the link"
      next={next}
      action={askForRecovery}
      answer={await readAnswer('/forgot-password', query)}
      page="/forgot-password"
      footer={
        <Link href={withNext('/sign-in', next)} className="link">
          Back to sign in
        </Link>
      }
    />
  )
}
