import Link from 'next/link'
import { Logo } from '@/components/brand/logo'
import { FOOTER } from '@/lib/brand'
import { supportEmail } from '@/lib/env/support-email'
import { SITE_LINKS } from './site-links'

const COLUMNS = [
  { title: 'Product', links: SITE_LINKS },
  {
    title: 'Account',
    links: [
      { href: '/sign-in', label: 'Sign in' },
      { href: '/sign-up', label: 'Create an account' },
      { href: '/buy-credits', label: 'Buy credits' },
    ],
  },
  {
    title: 'Developers',
    links: [{ href: '/api-reference', label: 'API reference' }],
  },
  {
    title: 'Legal',
    links: [
      { href: '/terms', label: 'Terms' },
      { href: '/privacy', label: 'Privacy' },
      ...(supportEmail ? [{ href: `mailto:${supportEmail}`, label: 'Contact' } as const] : []),
    ],
  },
] as const

/** The public pages' footer. */
export function SiteFooter() {
  return (
    <footer className="border-t">
      <div className="frame grid gap-10 py-12 md:py-16 lg:grid-cols-[1fr_auto]">
        <div>
          <Logo />
          <p className="mt-4 text-muted-foreground text-sm">{FOOTER}</p>
        </div>
        <nav aria-label="Footer" className="grid grid-cols-2 gap-x-10 gap-y-8 sm:grid-cols-4 lg:gap-x-14">
          {COLUMNS.map(({ title, links }) => (
            <div key={title}>
              <p className="font-medium text-sm">{title}</p>
              <ul className="mt-2 grid">
                {links.map(({ href, label }) => (
                  <li key={href}>
                    <Link
                      href={href}
                      className="inline-block rounded-sm py-1.5 text-muted-foreground text-sm transition-colors hover:text-foreground"
                    >
                      {label}
                    </Link>
                  </li>
                ))}
              </ul>
            </div>
          ))}
        </nav>
      </div>
      <div aria-hidden="true" className="frame">
        <div className="ruler" />
      </div>
    </footer>
  )
}
