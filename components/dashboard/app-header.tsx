import { type ReactNode, Suspense } from 'react'
import { Logo } from '@/components/brand/logo'
import { QuietLink } from '@/components/ui/quiet-link'
import { AppNav } from './app-nav'

/** The signed-in pages' header: one row where there is room for all of it, else the pages have a row of their own; `children` is the account corner, which needs the request. */
export function AppHeader({ children }: { children: ReactNode }) {
  return (
    <header className="sticky top-0 z-40 border-b bg-background/85 backdrop-blur-md">
      <div className="frame flex h-16 items-center gap-3 sm:gap-6">
        <QuietLink href="/dashboard" aria-label="Creditkit, dashboard" className="inline-flex rounded-md">
          <Logo isShort />
        </QuietLink>
        <div className="hidden xl:block">
          <Suspense>
            <AppNav />
          </Suspense>
        </div>
        <div className="ml-auto flex items-center gap-1 sm:gap-2">{children}</div>
      </div>
      <div className="frame border-t xl:hidden">
        {/* Where the page's address has a parameter, it is not known ahead of the request. */}
        <Suspense fallback={<div className="h-11" />}>
          <AppNav />
        </Suspense>
      </div>
    </header>
  )
}
