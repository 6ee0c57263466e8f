import type { ComponentProps } from 'react'
import { cn } from '@/lib/cn'

/** Looks shared by every one-line and many-line control. 16 px on phones, or iOS zooms in on focus. */
export const controlClasses =
  'w-full min-w-0 rounded-lg border border-input bg-card px-3 text-base shadow-xs outline-none transition-[border-color,box-shadow] placeholder:text-muted-foreground/80 focus-visible:border-ring focus-visible:ring-[3px] focus-visible:ring-ring/25 disabled:cursor-not-allowed disabled:opacity-55 aria-invalid:border-destructive aria-invalid:ring-destructive/20 aria-invalid:focus-visible:ring-destructive/25 sm:text-sm dark:bg-muted/40'

export function Input({ className, type, ...props }: ComponentProps<'input'>) {
  return <input data-slot="input" type={type} className={cn(controlClasses, 'h-10', className)} {...props} />
}
