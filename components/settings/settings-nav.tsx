'use client'

import { Bell, Database, KeyRound, UserRound } from 'lucide-react'
import Link from 'next/link'
import { usePathname } from 'next/navigation'
import { cn } from '@/lib/cn'

const LINKS = [
  { href: '/settings', label: 'Profile', Icon: UserRound },
  { href: '/settings/security', label: 'Security', Icon: KeyRound },
  { href: '/settings/notifications', label: 'Notifications', Icon: Bell },
  { href: '/settings/data', label: 'Your data', Icon: Database },
] as const

/** The parts of the settings: a column beside them, on a phone a row above. */
export function SettingsNav() {
  const pathname = usePathname()
  return (
    <nav aria-label="Settings" className="flex flex-wrap gap-1 lg:sticky lg:top-24 lg:flex-col">
      {LINKS.map(({ href, label, Icon }) => (
        <Link
          key={href}
          href={href}
          aria-current={pathname === href ? 'page' : undefined}
          className={cn(
            'inline-flex items-center gap-2.5 rounded-md px-2.5 py-2 text-sm transition-colors hover:bg-accent hover:text-foreground',
            pathname === href ? 'bg-accent font-medium text-foreground' : 'text-muted-foreground',
          )}
        >
          <Icon aria-hidden className="hidden size-4 sm:block" />
          {label}
        </Link>
      ))}
    </nav>
  )
}
