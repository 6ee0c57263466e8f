import Link from 'next/link'
import { Logo } from '@/components/brand/logo'
import { ThemeSwitch } from '@/components/theme/theme-switch'
import { Button } from '@/components/ui/button'
import { Skeleton } from '@/components/ui/skeleton'
import { PRODUCT_NAME } from '@/lib/brand'
import { cn } from '@/lib/cn'
import { TrialChip } from './balance/trial-chip'
import type { Viewer } from './balance/viewer'

const BAR = 'sticky top-0 z-40 border-b bg-background/85 backdrop-blur-md'
const ROW = 'frame flex h-16 items-center gap-6'
/** As tall as the second row of the signed-in header, so that nothing moves whoever it turns out to be. */
const PHONE_ROW = 'frame flex h-[3.0625rem] items-center justify-between border-t xl:hidden'

/** The tools' header for visitors: their trial, and the way to an account. */
export function VisitorHeader({ viewer }: { viewer: Extract<Viewer, { kind: 'visitor' }> }) {
  return (
    <header className={BAR}>
      <div className={ROW}>
        <Link href="/" aria-label={`${PRODUCT_NAME}, home`} className="inline-flex rounded-md">
          <Logo />
        </Link>
        <nav aria-label="Main" className="hidden items-center gap-1 xl:flex">
          <VisitorLinks />
        </nav>
        <div className="ml-auto flex items-center gap-2">
          <div className="hidden xl:block">
            <TrialChip viewer={viewer} />
          </div>
          <div className="hidden md:block">
            <ThemeSwitch />
          </div>
          <Button asChild variant="ghost">
            <Link href="/sign-in">Sign in</Link>
          </Button>
          <Button asChild>
            <Link href="/sign-up">Get started</Link>
          </Button>
        </div>
      </div>
      <div className={PHONE_ROW}>
        <nav aria-label="Main" className="-mx-3 flex items-center">
          <VisitorLinks />
        </nav>
        <TrialChip viewer={viewer} />
      </div>
    </header>
  )
}

const NAV_LINK = 'rounded-md px-3 py-1.5 text-sm transition-colors hover:text-foreground'

function VisitorLinks() {
  return (
    <>
      {/* This header is only on the tools' pages. */}
      <Link href="/tools" aria-current="page" className={cn(NAV_LINK, 'font-medium')}>
        Tools
      </Link>
      <Link href="/pricing" className={cn(NAV_LINK, 'text-muted-foreground')}>
        Pricing
      </Link>
    </>
  )
}

/** Until it is known who is asking. */
export function ToolsHeaderSkeleton() {
  return (
    <header className={BAR}>
      <div className={ROW}>
        <span className="inline-flex">
          <Logo />
        </span>
        <div className="ml-auto flex items-center gap-2">
          <Skeleton className="h-9 w-9 rounded-full md:w-[6.25rem]" />
          <Skeleton className="h-9 w-32 rounded-full" />
          <Skeleton className="size-9 rounded-full" />
        </div>
      </div>
      <div className={PHONE_ROW} />
    </header>
  )
}
