import Link from 'next/link'
import type { ReactNode } from 'react'
import { Logo } from '@/components/brand/logo'
import { AppNav } from './app-nav'

/** The signed-in pages' header; `children` is the account corner, which needs the request. */
export function AppHeader({ children }: { children: ReactNode }) {
  return (
    <header className="sticky top-0 z-40 border-b bg-background/85 backdrop-blur-md">
      <div className="frame flex h-16 items-center gap-6">
        <Link href="/dashboard" aria-label="Creditkit, dashboard" className="inline-flex rounded-md">
          <Logo />
        </Link>
        <div className="hidden md:block">
          <AppNav />
        </div>
        <div className="ml-auto flex items-center gap-2">{children}</div>
      </div>
      <div className="frame border-t md:hidden">
        <AppNav />
      </div>
    </header>
  )
}
