import type { Metadata } from 'next'
import Link from 'next/link'
import { AuthCard } from '@/components/auth/form/auth-card'
import { Button } from '@/components/ui/button'

export const metadata: Metadata = { title: 'Account deleted', robots: { index: false } }

export default function AccountDeletedPage() {
  return (
    <AuthCard
      title="Your account is deleted"
      description="You are signed out, and nothing will be charged any more. The last mail from us says the same."
    >
      <Button asChild size="lg" variant="outline">
        <Link href="/">Back to the start</Link>
      </Button>
    </AuthCard>
  )
}
