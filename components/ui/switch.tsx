'use client'

import { Switch as Primitive } from 'radix-ui'
import type { ComponentProps } from 'react'
import { cn } from '@/lib/cn'

/** On or off, at once. Needs a label or an `aria-label`. */
export function Switch({ className, ...props }: ComponentProps<typeof Primitive.Root>) {
  return (
    <Primitive.Root
      data-slot="switch"
      className={cn(
        'inline-flex h-5 w-9 shrink-0 items-center rounded-full border border-transparent p-px transition-colors data-[state=checked]:bg-brand data-[state=unchecked]:bg-input disabled:cursor-not-allowed disabled:opacity-50',
        className,
      )}
      {...props}
    >
      <Primitive.Thumb className="block size-4 rounded-full bg-card shadow-xs transition-transform data-[state=checked]:translate-x-4 dark:data-[state=checked]:bg-brand-foreground dark:data-[state=unchecked]:bg-muted-foreground" />
    </Primitive.Root>
  )
}
