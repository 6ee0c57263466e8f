import type { ReactNode } from 'react'

type FigureProps = {
  label: string
  /** What it is to be read with, beneath it. */
  note?: ReactNode
  children: ReactNode
}

/** One number of a strip. */
export function Figure({ label, note, children }: FigureProps) {
  return (
    <div className="grid content-start gap-1 bg-card px-5 py-4 sm:px-6">
      <dt className="text-muted-foreground text-sm">{label}</dt>
      <dd className="tabular font-semibold text-xl">{children}</dd>
      {note ? <dd className="text-muted-foreground text-xs">{note}</dd> : null}
    </div>
  )
}

/** A few numbers side by side on top of a page. */
export function FigureStrip({ children }: { children: ReactNode }) {
  return (
    <dl className="grid grid-cols-2 gap-px overflow-hidden rounded-xl border bg-border shadow-xs lg:grid-cols-4">
      {children}
    </dl>
  )
}
