// In the error pages, which travel with every page: nothing here is drawn often enough to be worth remembering.
'use no memo'

import type { ReactNode } from 'react'
import { PRODUCT_NAME } from '@/lib/brand'
import { Logo } from './logo'

type StatusPageProps = {
  /** What went wrong in one word or number, set small above the title. */
  code: string
  title: string
  description: ReactNode
  /** The ways out, as buttons. */
  children: ReactNode
}

/**
 * A whole page that says why there is nothing else to show, and where to go from here. The error pages use it,
 * and those travel with every route: so no client library here, and plain links that load a fresh document.
 */
export function StatusPage({ code, title, description, children }: StatusPageProps) {
  return (
    <div className="frame flex flex-1 flex-col">
      <header className="flex h-16 items-center">
        <a href="/" aria-label={`${PRODUCT_NAME}, home`} className="inline-flex rounded-md">
          <Logo />
        </a>
      </header>
      <main id="main" className="flex flex-1 flex-col justify-center py-20">
        <p className="tabular text-muted-foreground text-sm">{code}</p>
        <h1 className="mt-3 max-w-xl text-headline">{title}</h1>
        <div className="mt-4 max-w-md text-balance text-muted-foreground">{description}</div>
        <div className="mt-8 flex flex-wrap gap-3">{children}</div>
      </main>
      <div aria-hidden="true" className="ruler" />
    </div>
  )
}
