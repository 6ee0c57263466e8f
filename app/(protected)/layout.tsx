import type { Metadata } from 'next'
import { Suspense } from 'react'
import { AppHeader } from '@/components/dashboard/app-header'
import { HeaderUser, HeaderUserSkeleton } from '@/components/dashboard/header-user'
import { Toaster } from '@/components/ui/sonner'
import { getUser } from '@/lib/auth/session'
import { loadBalance } from './viewer'

export const metadata: Metadata = { robots: { index: false } }

async function AccountCorner() {
  // With nobody there the page redirects, and only the page knows the way back.
  const user = await getUser()
  if (!user) return null
  const balance = await loadBalance(user.id)
  const { id, email, name, role } = user
  return <HeaderUser user={{ id, email, name, role }} balance={balance} />
}

/** Holds the frame only: every page checks for itself who is asking. */
export default function ProtectedLayout({ children }: LayoutProps<'/'>) {
  return (
    <>
      <AppHeader>
        <Suspense fallback={<HeaderUserSkeleton />}>
          <AccountCorner />
        </Suspense>
      </AppHeader>
      <main id="main" className="frame flex-1 py-8 sm:py-12">
        {children}
      </main>
      <Toaster />
    </>
  )
}
