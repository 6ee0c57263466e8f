import type { ReactNode } from 'react'
import { cn } from '@/lib/cn'

type WindowFormProps = { onSubmit: () => void; className?: string; children: ReactNode }

/** A form in a window. Only `onSubmit` sends it: also a click that `onSubmit` passes over must not leave the page. */
export function WindowForm({ onSubmit, className, children }: WindowFormProps) {
  return (
    <form
      className={cn('grid gap-5', className)}
      onSubmit={(event) => {
        event.preventDefault()
        onSubmit()
      }}
    >
      {children}
    </form>
  )
}
