import Link from 'next/link'
import type { ReactNode } from 'react'
import { ArrowRightIcon, RotateIcon } from '@/components/brand/icons'
import { buttonVariants } from '@/components/ui/button'
import { cn } from '@/lib/cn'
import { MeterDemo } from '../demo/meter-demo'
import { type DemoTool, openDemo } from '../demo/meter-state'

// With prices of the demo's own, whatever the catalogue charges and whichever tools there are.
const TEXT: DemoTool = {
  name: 'Write text',
  feature: 'text-generation',
  credits: 1,
  durationMs: 800,
}
const IMAGE: DemoTool = {
  name: 'Make an image',
  feature: 'image-generation',
  credits: 3,
  durationMs: 1300,
}
const VIDEO: DemoTool = {
  name: 'Render a video',
  feature: 'video-generation',
  credits: 15,
  durationMs: 2200,
}

/** What the product is, and the thing itself under it. `start` is what its first button says. */
export function Hero({ start }: { start: ReactNode }) {
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
              {/* Wide enough for a number of four digits, so that nothing moves when it comes. */}
              <Link href="/sign-up" className={cn(buttonVariants({ size: 'lg' }), 'min-[30rem]:min-w-62')}>
                {start}
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
              <ArrowRightIcon className="size-3.5 transition-transform group-hover:translate-x-0.5" />
            </Link>
          </div>
        </div>
        <div className="mt-10 md:mt-12">
          <MeterDemo
            tools={[TEXT, IMAGE, VIDEO]}
            opening={openDemo(IMAGE, VIDEO)}
            resetIcon={<RotateIcon className="size-3.5" />}
          />
        </div>
      </div>
    </section>
  )
}
