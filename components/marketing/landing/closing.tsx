import Link from 'next/link'
import type { ReactNode } from 'react'
import { buttonVariants } from '@/components/ui/button'

/** The last word of a public page. `offer` is what somebody new gets. */
export function Closing({ offer }: { offer: ReactNode }) {
  return (
    <section aria-labelledby="closing-title" className="frame pb-16 md:pb-24">
      <div className="flex flex-col gap-8 overflow-hidden rounded-2xl border bg-card p-7 sm:p-12 lg:flex-row lg:items-center lg:justify-between">
        <div>
          <h2 id="closing-title" className="text-headline">
            See the number move
          </h2>
          <p className="mt-3 max-w-lg text-lg text-muted-foreground">
            Sign up, run a tool, open a second tab. {offer}
          </p>
        </div>
        <div className="flex flex-wrap gap-3">
          <Link href="/sign-up" className={buttonVariants({ size: 'lg' })}>
            Get started
          </Link>
          <Link href="/sign-in" className={buttonVariants({ size: 'lg', variant: 'outline' })}>
            Sign in
          </Link>
        </div>
      </div>
    </section>
  )
}
