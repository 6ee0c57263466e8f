import type { Metadata } from 'next'
import { Suspense } from 'react'
import { AppHeader } from '@/components/dashboard/app-header'
import { HeaderUserSkeleton } from '@/components/dashboard/header-user'
import { Toaster } from '@/components/ui/sonner'
import { getUser } from '@/lib/auth/session'
import { AccountCorner } from './account-corner'

export const metadata: Metadata = { robots: { index: false } }

async function Corner() {
  // With nobody there the page redirects, and only the page knows the way back.
  const user = await getUser()
  return user ? <AccountCorner user={user} /> : null
}

/** Holds the frame only: every page checks for itself who is asking. */
export default function ProtectedLayout({ children }: LayoutProps<'/'>) {
  return (
    <>
      <AppHeader>
        <Suspense fallback={<HeaderUserSkeleton />}>
          <Corner />
        </Suspense>
      </AppHeader>
      <main id="main" className="frame flex-1 py-8 sm:py-12">
        {children}
      </main>
      <Toaster />
    </>
  )
}
