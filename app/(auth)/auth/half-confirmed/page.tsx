import type { Metadata } from 'next'
import { AuthCard } from '@/components/auth/form/auth-card'

export const metadata: Metadata = { title: 'One more click', robots: { index: false } }

export default function HalfConfirmedPage() {
  return (
    <AuthCard
      title="One more click"
      description="A change of address is confirmed from both mailboxes. Open the link in the mail we sent to the other one, and it is done."
    />
  )
}
