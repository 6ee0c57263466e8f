import { Suspense } from 'react'
import { AppHeader } from '@/components/dashboard/app-header'
import { ToolsHeaderSkeleton, VisitorHeader } from '@/components/tools/visitor-header'
import { Toaster } from '@/components/ui/sonner'
import { getUser } from '@/lib/auth/session'
import { AccountCorner } from '../(protected)/account-corner'
import { loadToolViewer } from './viewer'

async function Header() {
  const [user, viewer] = await Promise.all([getUser(), loadToolViewer()])
  if (viewer.kind === 'visitor') return <VisitorHeader viewer={viewer} />
  return <AppHeader>{user ? <AccountCorner user={user} /> : null}</AppHeader>
}

/** Tools are for people signed in and for visitors alike: each has their own header over the same pages. */
export default function ToolsLayout({ children }: LayoutProps<'/'>) {
  return (
    <>
      <Suspense fallback={<ToolsHeaderSkeleton />}>
        <Header />
      </Suspense>
      <main id="main" className="frame flex-1 py-8 sm:py-12">
        {children}
      </main>
      <Toaster />
    </>
  )
}
