import { cn } from '@/lib/cn'

/** A hairline between groups; with a `label`, the "or" between two ways to do a thing. */
export function Separator({ className, label }: { className?: string; label?: string }) {
  if (label) {
    return (
      <div
        data-slot="separator"
        className={cn(
          'flex items-center gap-3 text-muted-foreground text-xs before:h-px before:flex-1 before:bg-border after:h-px after:flex-1 after:bg-border',
          className,
        )}
      >
        {label}
      </div>
    )
  }
  return <hr data-slot="separator" className={cn('h-px w-full border-0 bg-border', className)} />
}
