import type { Route } from 'next'
import Link from 'next/link'
import type { ReactNode } from 'react'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { cn } from '@/lib/cn'

type RecordListProps = {
  /** The rows, as RecordRow. */
  children: ReactNode[]
  /** What shows instead of no rows. */
  empty: { icon: ReactNode; title: string; description?: string }
}

/** Rows of a list of the admin area, newest first. */
export function RecordList({ children, empty }: RecordListProps) {
  return (
    <Card>
      {children.length === 0 ? <EmptyState {...empty} /> : <ul className="divide-y">{children}</ul>}
    </Card>
  )
}

type RecordRowProps = {
  title: ReactNode
  badge?: ReactNode
  /** Where the whole row leads. */
  href?: Route
  /** What else there is to know, in small print. */
  children?: ReactNode
  /** What went wrong. */
  problem?: string | null
  /** Nothing has failed for good: the problem is one to decide or to try again. */
  isWaiting?: boolean
  /** On the right; below on a phone. */
  aside?: ReactNode
  /** A price or the like: on the right on a phone too. */
  figure?: ReactNode
}

/** One thing in a list: what it is, its state, its small print, and what is on its right. */
export function RecordRow({
  title,
  badge,
  href,
  children,
  problem,
  isWaiting,
  aside,
  figure,
}: RecordRowProps) {
  return (
    <li
      className={cn(
        'relative grid gap-x-6 gap-y-1 px-5 py-3.5 transition-colors last:rounded-b-xl first:rounded-t-xl has-[a.row]:hover:bg-accent/50 sm:grid-cols-[minmax(0,1fr)_auto] sm:items-center sm:px-6',
        { 'grid-cols-[minmax(0,1fr)_auto] items-center': figure },
      )}
    >
      <div className="grid min-w-0 gap-1">
        <div className="flex flex-wrap items-center gap-x-2.5 gap-y-1 text-sm">
          {href ? (
            <Link href={href} className="row min-w-0 break-words font-medium after:absolute after:inset-0">
              {title}
            </Link>
          ) : (
            <span className="min-w-0 break-words font-medium">{title}</span>
          )}
          {badge}
        </div>
        {children ? (
          <div className="tabular flex flex-wrap gap-x-3 gap-y-0.5 break-words text-muted-foreground text-xs">
            {children}
          </div>
        ) : null}
        {problem ? (
          <p
            className={cn(
              'line-clamp-2 break-words text-xs first-letter:uppercase',
              isWaiting ? 'text-warning' : 'text-destructive',
            )}
          >
            {problem}
          </p>
        ) : null}
      </div>
      {figure ? <div className="tabular text-right text-muted-foreground text-xs">{figure}</div> : null}
      {aside ? <div className="tabular text-muted-foreground text-xs sm:text-right">{aside}</div> : null}
    </li>
  )
}
