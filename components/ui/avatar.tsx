import { cn } from '@/lib/cn'

/** One or two letters that stand for a person: "Ada Lovelace" gives AL, "ada@example.com" gives A. */
function initialsOf(name: string): string {
  const words = (name.split('@')[0] ?? '').split(/[\s._-]+/).filter(Boolean)
  const first = words[0]?.[0] ?? '?'
  const last = words.length > 1 && !name.includes('@') ? (words.at(-1)?.[0] ?? '') : ''
  return (first + last).toUpperCase()
}

/** A person's initials. The name itself stands beside it or in the control around it, so this is decoration. */
export function Avatar({ name, className }: { name: string; className?: string }) {
  return (
    <span
      data-slot="avatar"
      aria-hidden="true"
      className={cn(
        'inline-flex size-8 shrink-0 select-none items-center justify-center rounded-full bg-brand-muted font-semibold text-brand text-xs',
        className,
      )}
    >
      {initialsOf(name)}
    </span>
  )
}
