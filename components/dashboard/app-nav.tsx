'use client'

import Link from 'next/link'
import { usePathname } from 'next/navigation'
import { Suspense } from 'react'
import { cn } from '@/lib/cn'

const LINKS = [
  { href: '/dashboard', label: 'Dashboard' },
  { href: '/tools', label: 'Tools' },
  { href: '/models', label: 'Models' },
  { href: '/buy-credits', label: 'Buy credits' },
  { href: '/billing', label: 'Billing' },
] as const

function Links() {
  const pathname = usePathname()
  const isHere = (href: string) => pathname === href || pathname.startsWith(`${href}/`)
  return (
    <nav
      aria-label="Main"
      className="-mx-2 flex items-center overflow-x-auto py-1.5 md:mx-0 md:gap-1 md:overflow-visible md:py-0"
    >
      {LINKS.map(({ href, label }) => (
        <Link
          key={href}
          href={href}
          aria-current={isHere(href) ? 'page' : undefined}
          className={cn(
            'shrink-0 rounded-md px-2 py-1.5 text-sm transition-colors hover:text-foreground md:px-3',
            isHere(href) ? 'font-medium text-foreground' : 'text-muted-foreground',
          )}
        >
          {label}
        </Link>
      ))}
    </nav>
  )
}

/** The ways to the app's pages. On pages whose address holds an id the path is known late: then its place waits for it. */
export function AppNav() {
  return (
    <Suspense fallback={<div className="h-9" />}>
      <Links />
    </Suspense>
  )
}
