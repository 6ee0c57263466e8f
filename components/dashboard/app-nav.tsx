'use client'

import { usePathname } from 'next/navigation'
import { Suspense } from 'react'
import { QuietLink } from '@/components/ui/quiet-link'
import { useOpenLinkInView } from '@/components/ui/use-open-link-in-view'
import { cn } from '@/lib/cn'

const LINKS = [
  { href: '/dashboard', label: 'Dashboard' },
  { href: '/tools', label: 'Tools' },
  { href: '/history', label: 'History' },
  { href: '/usage', label: 'Usage' },
  { href: '/buy-credits', label: 'Buy credits' },
  { href: '/billing', label: 'Billing' },
  { href: '/models', label: 'Models' },
] as const

/** Links to every page; which one is open is known with the request where an address has a part of its own. */
export function AppNav() {
  return (
    <Suspense fallback={<Links pathname="" />}>
      <CurrentLinks />
    </Suspense>
  )
}

function CurrentLinks() {
  return <Links pathname={usePathname()} />
}

function Links({ pathname }: { pathname: string }) {
  // The page to copy is listed among the tools.
  const at = pathname === '/example-tool' ? '/tools' : pathname
  const isHere = (href: string) => at === href || at.startsWith(`${href}/`)
  const row = useOpenLinkInView(pathname)

  return (
    <nav
      aria-label="Main"
      ref={row}
      className="max-xl:scroll-row relative flex items-center py-1.5 sm:gap-1 xl:py-0"
    >
      {LINKS.map(({ href, label }) => (
        <QuietLink
          key={href}
          href={href}
          aria-current={isHere(href) ? 'page' : undefined}
          className={cn(
            'shrink-0 rounded-md px-2 py-1.5 text-sm transition-colors hover:text-foreground max-xl:first:-ml-2 sm:px-2.5 sm:max-xl:first:-ml-2.5',
            isHere(href) ? 'font-medium text-foreground' : 'text-muted-foreground',
          )}
        >
          {label}
        </QuietLink>
      ))}
    </nav>
  )
}
