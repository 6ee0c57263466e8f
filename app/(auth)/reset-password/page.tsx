import type { Metadata } from 'next'
import Link from 'next/link'
import { AuthCard } from '@/components/auth/form/auth-card'
import { NewPasswordPanel } from '@/components/auth/new-password-panel'
import { Button } from '@/components/ui/button'
import { setPassword } from '@/lib/auth/actions/set-password'
import { readAnswer } from '@/lib/auth/form/native-answer'
import { withNext } from '@/lib/auth/form/next-link'
import { safeNextPath } from '@/lib/auth/next-path'
import { getUser } from '@/lib/auth/session'

export const instant = false
export const metadata: Metadata = { title: 'Choose a new password', robots: { index: false } }

export default async function ResetPasswordPage({ searchParams }: PageProps<'/reset-password'>) {
  const query = await searchParams
  const next = safeNextPath(query.next)
  const user = await getUser()
  if (user) {
    const answer = await readAnswer('/reset-password', query)
    return <NewPasswordPanel email={user.email} next={next} action={setPassword} answer={answer} />
  }
  return (
    <AuthCard
      title="Choose a new password"
      description="Ask for a link by mail first. It shows that the account is yours."
    >
      <Button asChild size="lg">
        <Link href={withNext('/forgot-password', next)}>Send me a link</Link>
      </Button>
    </AuthCard>
  )
}
