import type { Metadata } from 'next'
import Link from 'next/link'
import { AuthCard } from '@/components/auth/form/auth-card'
import { Button } from '@/components/ui/button'

export const metadata: Metadata = { title: 'Account deleted', robots: { index: false } }

export default function AccountDeletedPage() {
  return (
    <AuthCard
      title="Your account is deleted"
      description="You are signed out and will not be charged again. We have sent you one last mail to confirm this."
    >
      <Button asChild size="lg" variant="outline">
        <Link href="/">Back to home</Link>
      </Button>
    </AuthCard>
  )
}
