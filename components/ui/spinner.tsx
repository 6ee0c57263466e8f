import { cn } from '@/lib/cn'

/** Turning ring, for work whose length is unknown. Give `label` where no text beside it says what is going on. */
export function Spinner({ className, label }: { className?: string; label?: string }) {
  return (
    <span
      data-slot="spinner"
      role={label ? 'status' : undefined}
      className={cn('inline-flex align-middle leading-none', className)}
    >
      <svg viewBox="0 0 16 16" fill="none" aria-hidden="true" className="size-4 animate-spin">
        <circle cx="8" cy="8" r="6.25" stroke="currentColor" strokeWidth="1.75" className="opacity-25" />
        <path
          d="M14.25 8A6.25 6.25 0 0 0 8 1.75"
          stroke="currentColor"
          strokeWidth="1.75"
          strokeLinecap="round"
        />
      </svg>
      {label ? <span className="sr-only">{label}</span> : null}
    </span>
  )
}
