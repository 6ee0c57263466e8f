import type { ReactNode } from 'react'
import { cn } from '@/lib/cn'

type EmptyStateProps = {
  /** A lucide icon element. */
  icon?: ReactNode
  title: ReactNode
  /** Why it is empty and what fills it. */
  description?: ReactNode
  action?: ReactNode
  className?: string
}

/** What a list or a panel shows before there is anything in it. */
export function EmptyState({ icon, title, description, action, className }: EmptyStateProps) {
  return (
    <div
      data-slot="empty-state"
      className={cn('flex flex-col items-center px-6 py-12 text-center', className)}
    >
      {icon ? (
        <span
          aria-hidden="true"
          className="mb-4 inline-flex size-10 items-center justify-center rounded-lg border bg-card text-muted-foreground shadow-xs [&>svg]:size-5"
        >
          {icon}
        </span>
      ) : null}
      <p className="font-medium">{title}</p>
      {description ? (
        <p className="mt-1 max-w-sm text-balance text-muted-foreground text-sm">{description}</p>
      ) : null}
      {action ? <div className="mt-5 flex flex-wrap justify-center gap-2">{action}</div> : null}
    </div>
  )
}
