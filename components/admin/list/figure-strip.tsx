import type { ReactNode } from 'react'
import { cn } from '@/lib/cn'

type FigureProps = {
  label: string
  /** What it is to be read with, beneath it. */
  note?: ReactNode
  /** In smaller type: of a moment or of several amounts, which would not fit in one line. */
  isLong?: boolean
  children: ReactNode
}

/** One number of a strip. */
export function Figure({ label, note, isLong = false, children }: FigureProps) {
  return (
    <div className="grid content-start gap-1 bg-card px-5 py-4 sm:px-6">
      <dt className="text-muted-foreground text-sm">{label}</dt>
      <dd className={cn('tabular font-semibold', isLong ? 'text-sm leading-7 sm:text-base' : 'text-xl')}>
        {children}
      </dd>
      {note ? <dd className="text-muted-foreground text-xs">{note}</dd> : null}
    </div>
  )
}

/** A few numbers side by side on top of a page. */
export function FigureStrip({ children }: { children: ReactNode }) {
  return (
    <dl className="grid grid-cols-2 gap-px overflow-hidden rounded-xl border bg-border shadow-xs lg:auto-cols-fr lg:grid-flow-col lg:grid-cols-none [&>:last-child:nth-child(odd)]:max-lg:col-span-2">
      {children}
    </dl>
  )
}
