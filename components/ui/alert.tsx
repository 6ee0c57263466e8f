import { cva, type VariantProps } from 'class-variance-authority'
import { CircleAlert, CircleCheck, Info, TriangleAlert } from 'lucide-react'
import type { ReactNode } from 'react'
import { cn } from '@/lib/cn'

const alertVariants = cva(
  'grid grid-cols-[auto_1fr] gap-x-3 gap-y-1 rounded-lg border px-4 py-3 text-sm leading-5 [&>svg]:mt-0.5 [&>svg]:size-4',
  {
    variants: {
      variant: {
        info: 'bg-card text-foreground [&>svg]:text-brand',
        success: 'border-success/25 bg-success-muted text-foreground [&>svg]:text-success',
        warning: 'border-warning/25 bg-warning-muted text-foreground [&>svg]:text-warning',
        destructive: 'border-destructive/25 bg-destructive-muted text-foreground [&>svg]:text-destructive',
      },
    },
    defaultVariants: { variant: 'info' },
  },
)

const ICONS = { info: Info, success: CircleCheck, warning: TriangleAlert, destructive: CircleAlert } as const

type AlertProps = {
  variant?: NonNullable<VariantProps<typeof alertVariants>['variant']>
  title?: ReactNode
  /** What happened and what to do about it. */
  children?: ReactNode
  /** A button or link under the text. */
  action?: ReactNode
  className?: string
}

/** A message that belongs to the page. Failures interrupt a screen reader; the rest wait their turn. */
export function Alert({ variant = 'info', title, children, action, className }: AlertProps) {
  const Icon = ICONS[variant]
  return (
    <div
      data-slot="alert"
      role={variant === 'destructive' ? 'alert' : 'status'}
      className={cn(alertVariants({ variant }), className)}
    >
      <Icon aria-hidden />
      <div className="grid gap-1">
        {title ? <p className="font-medium">{title}</p> : null}
        {children ? (
          <div className={cn('text-pretty', title && 'text-muted-foreground')}>{children}</div>
        ) : null}
        {action ? <div className="mt-1.5 flex flex-wrap gap-2">{action}</div> : null}
      </div>
    </div>
  )
}
