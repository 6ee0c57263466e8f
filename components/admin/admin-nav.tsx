'use client'

import {
  ArrowDownUp,
  BookCheck,
  Box,
  CalendarCheck,
  Clock,
  Footprints,
  Gauge,
  type LucideIcon,
  Mail,
  Receipt,
  RefreshCcw,
  ScrollText,
  Tags,
  Users,
  Webhook,
} from 'lucide-react'
import type { Route } from 'next'
import { usePathname } from 'next/navigation'
import { QuietLink } from '@/components/ui/quiet-link'
import { useOpenLinkInView } from '@/components/ui/use-open-link-in-view'
import { cn } from '@/lib/cn'

type Section = { title: string | null; links: { href: Route; label: string; icon: LucideIcon }[] }

/** Every page of the admin area, in the order of the menu and of the command palette. A new page needs its line here and nothing else. */
export const ADMIN_SECTIONS: Section[] = [
  { title: null, links: [{ href: '/admin', label: 'Overview', icon: Gauge }] },
  {
    title: 'People',
    links: [
      { href: '/admin/users', label: 'Users', icon: Users },
      { href: '/admin/leads', label: 'Trials', icon: Footprints },
      { href: '/admin/models', label: 'Models', icon: Box },
    ],
  },
  {
    title: 'Money',
    links: [
      { href: '/admin/purchases', label: 'Purchases', icon: Receipt },
      { href: '/admin/subscriptions', label: 'Subscriptions', icon: RefreshCcw },
      { href: '/admin/plan-payments', label: 'Plan payments', icon: CalendarCheck },
      { href: '/admin/transactions', label: 'Transactions', icon: ArrowDownUp },
      { href: '/admin/catalogue', label: 'Catalogue', icon: Tags },
    ],
  },
  {
    title: 'Operations',
    links: [
      { href: '/admin/webhooks', label: 'Webhooks', icon: Webhook },
      { href: '/admin/mails', label: 'Mails', icon: Mail },
      { href: '/admin/crons', label: 'Jobs', icon: Clock },
    ],
  },
  {
    title: 'Trust',
    links: [
      { href: '/admin/ledger', label: 'Ledger', icon: BookCheck },
      { href: '/admin/audit', label: 'Audit log', icon: ScrollText },
    ],
  },
]

/** A column beside the page on a wide screen, a row that scrolls above it on a narrow one. */
export function AdminNav() {
  const pathname = usePathname()
  const isHere = (href: string) => pathname === href || (href !== '/admin' && pathname.startsWith(`${href}/`))
  const row = useOpenLinkInView(pathname)

  return (
    <nav
      aria-label="Admin"
      ref={row}
      className="max-lg:scroll-row relative flex items-center gap-1 py-1 lg:sticky lg:top-24 lg:grid lg:gap-5 lg:py-0"
    >
      {ADMIN_SECTIONS.map(({ title, links }) => (
        <div key={title} className="contents lg:grid lg:gap-0.5">
          {title ? (
            <p className="hidden px-2.5 pb-1 font-medium text-muted-foreground text-xs lg:block">{title}</p>
          ) : null}
          {links.map(({ href, label, icon: Icon }) => (
            <QuietLink
              key={href}
              href={href}
              aria-current={isHere(href) ? 'page' : undefined}
              className={cn(
                'inline-flex shrink-0 items-center gap-2.5 rounded-md px-2.5 py-1.5 text-sm transition-colors hover:bg-accent hover:text-foreground',
                isHere(href) ? 'bg-accent font-medium text-foreground' : 'text-muted-foreground',
              )}
            >
              <Icon aria-hidden className="size-4" />
              {label}
            </QuietLink>
          ))}
        </div>
      ))}
    </nav>
  )
}
