import type { ComponentProps } from 'react'
import { cn } from '@/lib/cn'

export function Label({ className, htmlFor, children, ...props }: ComponentProps<'label'>) {
  return (
    <label
      data-slot="label"
      htmlFor={htmlFor}
      className={cn('inline-flex select-none items-center gap-2 font-medium text-sm leading-none', className)}
      {...props}
    >
      {children}
    </label>
  )
}
