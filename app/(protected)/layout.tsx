import type { Metadata } from 'next'
import { Suspense } from 'react'
import { AppHeader } from '@/components/dashboard/app-header'
import { HeaderUser, HeaderUserSkeleton } from '@/components/dashboard/header-user'
import { Toaster } from '@/components/ui/sonner'
import { signOut } from '@/lib/auth/actions/sign-out'
import { loadViewer } from './viewer'

export const metadata: Metadata = { robots: { index: false } }

async function AccountCorner() {
  const { user, balance } = await loadViewer('/dashboard')
  const { id, email, name } = user
  return <HeaderUser user={{ id, email, name }} balance={balance} signOut={signOut} />
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
