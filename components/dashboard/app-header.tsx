import { type ReactNode, Suspense } from 'react'
import { Logo } from '@/components/brand/logo'
import { QuietLink } from '@/components/ui/quiet-link'
import { PRODUCT_NAME } from '@/lib/brand'
import { AppNav } from './app-nav'

/**
 * The signed-in pages' header: one row where there is room for all of it, else the pages have a row of their own; `children` is the
 * account corner, which needs the request.
 */
export function AppHeader({ children }: { children: ReactNode }) {
  return (
    <header className="sticky top-0 z-40 border-b bg-background/85 backdrop-blur-md">
      <div className="frame grid grid-cols-[auto_minmax(0,1fr)] items-center gap-x-3 sm:gap-x-6 xl:grid-cols-[auto_minmax(0,1fr)_auto]">
        <QuietLink
          href="/dashboard"
          aria-label={`${PRODUCT_NAME}, dashboard`}
          className="inline-flex rounded-md"
        >
          <Logo isShort />
        </QuietLink>
        <div className="max-xl:col-span-2 max-xl:row-start-2 max-xl:border-t">
          {/* Where the page's address has a parameter, it is not known ahead of the request. */}
          <Suspense fallback={<div className="h-11 xl:hidden" />}>
            <AppNav />
          </Suspense>
        </div>
        <div className="flex h-16 items-center gap-1 justify-self-end sm:gap-2">{children}</div>
      </div>
    </header>
  )
}
