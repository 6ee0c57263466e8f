import type { Metadata } from 'next'
import Link from 'next/link'
import { AuthCard } from '@/components/auth/form/auth-card'
import { Button } from '@/components/ui/button'

export const metadata: Metadata = { title: 'One more click', robots: { index: false } }

export default function HalfConfirmedPage() {
  return (
    <AuthCard
      title="One more click"
      description="We sent a link to both addresses. Open the other one to finish the change."
    >
      <Button asChild size="lg" variant="outline">
        <Link href="/settings">Back to settings</Link>
      </Button>
    </AuthCard>
  )
}
