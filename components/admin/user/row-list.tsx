import { Inbox } from 'lucide-react'
import type { ReactNode } from 'react'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'

/** Somebody's rows, or why there are none. */
export function RowList({ children, empty, why }: { children: ReactNode[]; empty: string; why: string }) {
  return (
    <Card className="overflow-hidden">
      {children.length === 0 ? (
        <EmptyState icon={<Inbox />} title={empty} description={why} />
      ) : (
        <ul className="divide-y">{children}</ul>
      )}
    </Card>
  )
}

type RowProps = {
  title: ReactNode
  /** Small print under the title: a span for each fact. */
  children?: ReactNode
  /** The figure on the right. */
  figure?: ReactNode
  /** Small print under the figure. */
  note?: ReactNode
  /** A button; null: none, but its place stays free beside those of other rows. */
  action?: ReactNode
}

/** One row: what it is on the left, its figure on the right, a button below or beside them. */
export function Row({ title, children, figure, note, action }: RowProps) {
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-2 px-5 py-3 sm:flex-nowrap sm:px-6">
      <div className="grid min-w-0 flex-1 gap-0.5">
        <p className="wrap-anywhere flex flex-wrap items-center gap-x-2 gap-y-1 font-medium text-sm">
          {title}
        </p>
        {children ? (
          <p className="wrap-anywhere tabular flex flex-wrap gap-x-3 gap-y-0.5 text-muted-foreground text-xs">
            {children}
          </p>
        ) : null}
      </div>
      <div className="tabular shrink-0 text-right">
        <p className="font-medium text-sm">{figure}</p>
        {note ? <p className="text-muted-foreground text-xs">{note}</p> : null}
      </div>
      {action !== undefined ? (
        <div className="basis-full max-sm:empty:hidden sm:flex sm:w-24 sm:shrink-0 sm:basis-auto sm:justify-end">
          {action}
        </div>
      ) : null}
    </li>
  )
}
