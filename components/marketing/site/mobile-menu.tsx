'use client'

import Link from 'next/link'
import { type ReactNode, useId, useRef } from 'react'
import { ThemeSwitch } from '@/components/theme/theme-switch'
import { SITE_LINKS } from './site-links'

const ITEM = 'rounded-lg px-3 py-3 font-medium transition-colors hover:bg-accent'

/**
 * The header's links on a phone, in a native popover: Escape and a tap outside close it. `icon` comes from the server, so that public
 * pages load no icon library.
 */
export function MobileMenu({ icon }: { icon: ReactNode }) {
  const id = useId()
  const menu = useRef<HTMLDivElement>(null)
  const close = () => menu.current?.hidePopover()
  return (
    <div className="lg:hidden">
      <button
        type="button"
        popoverTarget={id}
        aria-label="Menu"
        className="-mr-2 inline-flex size-10 items-center justify-center rounded-lg transition-colors hover:bg-accent"
      >
        {icon}
      </button>
      <div
        ref={menu}
        id={id}
        popover="auto"
        className="inset-x-3 top-[4.25rem] m-0 w-auto rounded-xl border bg-popover p-2 text-popover-foreground shadow-lg backdrop:bg-background/60"
      >
        <nav aria-label="Main" className="grid">
          {SITE_LINKS.map(({ href, label }) => (
            <Link key={href} href={href} onClick={close} className={ITEM}>
              {label}
            </Link>
          ))}
          <Link href="/sign-in" onClick={close} className={ITEM}>
            Sign in
          </Link>
        </nav>
        <div className="mt-2 flex items-center justify-between border-t px-3 pt-3 pb-1.5 text-muted-foreground text-sm">
          Theme
          <ThemeSwitch />
        </div>
      </div>
    </div>
  )
}
