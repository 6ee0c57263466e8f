import { ArrowRight } from 'lucide-react'
import Link from 'next/link'

/** To the page that developers copy for a tool of their own. */
export function ExampleLink() {
  return (
    <section aria-labelledby="example-title">
      <Link
        href="/example-tool"
        className="group flex items-center justify-between gap-4 rounded-xl border border-dashed px-5 py-4 transition-colors hover:bg-accent lg:px-6"
      >
        <span className="grid gap-0.5">
          <span id="example-title" className="font-medium text-sm">
            Example tool, the page to copy
          </span>
          <span className="text-muted-foreground text-sm">
            The smallest paid tool there is: one route, one page, one component.
          </span>
        </span>
        <ArrowRight
          aria-hidden
          className="size-4 shrink-0 text-muted-foreground transition-transform group-hover:translate-x-0.5"
        />
      </Link>
    </section>
  )
}
