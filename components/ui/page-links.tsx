import { ArrowLeft, ArrowRight } from 'lucide-react'
import type { Route } from 'next'
import Link from 'next/link'
import { Button } from './button'

export type PageLinksProps = {
  /** Where the list begins; null while that is what is shown. */
  newest: Route | null
  /** Where it goes on; null at its end. */
  older: Route | null
}

/** Leads through a list that is read page by page from the newest row on. */
export function PageLinks({ newest, older }: PageLinksProps) {
  if (!newest && !older) return null
  return (
    <nav aria-label="Pages" className="flex justify-between gap-2">
      {newest ? (
        <Button asChild variant="outline">
          <Link href={newest}>
            <ArrowLeft aria-hidden />
            Newest
          </Link>
        </Button>
      ) : null}
      {older ? (
        <Button asChild variant="outline" className="ml-auto">
          <Link href={older}>
            Older
            <ArrowRight aria-hidden />
          </Link>
        </Button>
      ) : null}
    </nav>
  )
}
