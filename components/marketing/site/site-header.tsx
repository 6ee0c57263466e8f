import Link from 'next/link'
import { MenuIcon } from '@/components/brand/icons'
import { Logo } from '@/components/brand/logo'
import { ThemeSwitch } from '@/components/theme/theme-switch'
import { buttonVariants } from '@/components/ui/button'
import { PRODUCT_NAME } from '@/lib/brand'
import { cn } from '@/lib/cn'
import { MobileMenu } from './mobile-menu'
import { SITE_LINKS } from './site-links'

/** The public pages' header. The same for everyone, so that those pages stay static. */
export function SiteHeader() {
  return (
    <header className="sticky top-0 z-40 border-b bg-background/85 backdrop-blur-md">
      <div className="frame flex h-16 items-center gap-6">
        <Link href="/" aria-label={`${PRODUCT_NAME}, home`} className="inline-flex rounded-md">
          <Logo />
        </Link>
        <nav aria-label="Main" className="hidden items-center gap-1 lg:flex">
          {SITE_LINKS.map(({ href, label }) => (
            <Link
              key={href}
              href={href}
              className="rounded-md px-3 py-1.5 text-muted-foreground text-sm transition-colors hover:text-foreground"
            >
              {label}
            </Link>
          ))}
        </nav>
        <div className="ml-auto flex items-center gap-2">
          <div className="hidden lg:flex">
            <ThemeSwitch />
          </div>
          <Link href="/sign-in" className={cn(buttonVariants({ variant: 'ghost' }), 'hidden lg:inline-flex')}>
            Sign in
          </Link>
          <Link href="/sign-up" className={buttonVariants()}>
            Get started
          </Link>
          <MobileMenu icon={<MenuIcon className="size-5" />} />
        </div>
      </div>
    </header>
  )
}
