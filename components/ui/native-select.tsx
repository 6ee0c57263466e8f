import { ChevronDown } from 'lucide-react'
import type { ComponentProps } from 'react'
import { cn } from '@/lib/cn'
import { controlClasses } from './input'

/** The browser's own choice of one, in our looks: the best there is on a phone. */
export function NativeSelect({ className, ...props }: ComponentProps<'select'>) {
  return (
    <span data-slot="native-select" className="relative block">
      <select className={cn(controlClasses, 'h-10 appearance-none truncate pr-9', className)} {...props} />
      <ChevronDown
        aria-hidden
        className="pointer-events-none absolute top-3 right-3 size-4 text-muted-foreground"
      />
    </span>
  )
}
