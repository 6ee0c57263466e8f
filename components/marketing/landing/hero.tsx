import { ArrowRight, RotateCcw } from 'lucide-react'
import Link from 'next/link'
import { buttonVariants } from '@/components/ui/button'
import { MeterDemo } from '../demo/meter-demo'

/** What Creditkit is, and the thing itself under it. */
export function Hero() {
  return (
    <section aria-labelledby="hero-title" className="relative overflow-x-clip">
      <div className="frame pt-14 pb-4 md:pt-20">
        <h1 id="hero-title" className="text-display">
          Sell credits.
          <br />
          Never lose count.
        </h1>
        <div className="mt-6 flex flex-col gap-7 md:mt-7 lg:flex-row lg:items-end lg:justify-between">
          <p className="max-w-xl text-lg text-muted-foreground">
            An open Next.js and Supabase starter for apps that charge by the credit: checkout, a ledger that
            stays exact under load, and a balance that moves in every open tab.
          </p>
          <div className="grid gap-3.5">
            <div className="grid gap-3 min-[30rem]:flex">
              <Link href="/sign-up" className={buttonVariants({ size: 'lg' })}>
                Start with 50 free credits
              </Link>
              <Link href="/#code" className={buttonVariants({ size: 'lg', variant: 'outline' })}>
                See the code
              </Link>
            </div>
            <Link
              href="/tools/text"
              className="group inline-flex w-fit items-center gap-1.5 rounded-sm text-muted-foreground text-sm transition-colors hover:text-foreground"
            >
              Try it without an account
              <ArrowRight aria-hidden className="size-3.5 transition-transform group-hover:translate-x-0.5" />
            </Link>
          </div>
        </div>
        <div className="mt-10 md:mt-12">
          <MeterDemo resetIcon={<RotateCcw aria-hidden className="size-3.5" />} />
        </div>
      </div>
    </section>
  )
}
