import {
  ArrowRight,
  Clapperboard,
  Code,
  Film,
  ImagePlus,
  Map as MapIcon,
  PenLine,
  ScanSearch,
} from 'lucide-react'
import Link from 'next/link'
import type { ReactNode } from 'react'
import { Badge } from '@/components/ui/badge'
import type { Tool } from '@/lib/tools/catalogue'

const ICONS: Record<string, typeof Code> = {
  text: PenLine,
  image: ImagePlus,
  code: Code,
  review: ScanSearch,
  video: Clapperboard,
  videoProcessing: Film,
  mapAnimation: MapIcon,
}

type ToolCardProps = {
  tool: Tool
  /** Whether people can run it. */
  isReady: boolean
  /** What it costs; streams in. */
  price: ReactNode
  /** What sets it apart for who looks; streams in. */
  badge?: ReactNode
}

/** A tool: what comes out, what it costs, and what it needs. The whole card leads to its page. */
export function ToolCard({ tool: { id, name, description, page }, isReady, price, badge }: ToolCardProps) {
  const Icon = ICONS[id] ?? Code
  return (
    <li className="group relative flex flex-col rounded-xl border bg-card p-5 shadow-xs transition-shadow has-[a]:hover:shadow-md lg:p-6">
      <div className="flex items-start justify-between gap-3">
        <span
          aria-hidden="true"
          className="inline-flex size-10 items-center justify-center rounded-lg bg-brand-muted text-brand"
        >
          <Icon className="size-5" />
        </span>
        {isReady ? badge : <Badge>Not available yet</Badge>}
      </div>
      <h3 className="mt-4 text-heading">
        {page ? (
          <Link
            href={page}
            className="rounded-sm after:absolute after:inset-0 after:rounded-xl focus-visible:outline-none focus-visible:after:outline-2 focus-visible:after:outline-ring focus-visible:after:outline-offset-2"
          >
            {name}
          </Link>
        ) : (
          name
        )}
      </h3>
      <p className="mt-1 text-muted-foreground text-sm leading-6">{description}</p>
      <p className="mt-auto flex items-center justify-between gap-3 pt-5 text-sm">
        {price}
        {page ? (
          <ArrowRight
            aria-hidden
            className="size-4 text-muted-foreground transition-transform group-hover:translate-x-0.5"
          />
        ) : null}
      </p>
    </li>
  )
}
