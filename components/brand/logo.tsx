import { PRODUCT_NAME } from '@/lib/brand'

// In the error pages, which travel with every page: nothing here is drawn often enough to be worth remembering.
;('use no memo')

/** The mark: a meter bent into a C, with the credit being spent in its opening. */
function LogoMark() {
  return (
    <svg viewBox="0 0 32 32" fill="none" aria-hidden="true" className="size-7 shrink-0">
      <rect width="32" height="32" rx="9" className="fill-brand" />
      <path
        d="M20.6 9.4a8 8 0 1 0 0 13.2"
        strokeWidth="4.25"
        strokeLinecap="round"
        className="stroke-brand-foreground"
      />
      <circle cx="22.4" cy="16" r="2.6" className="fill-brand-foreground" />
    </svg>
  )
}

/**
 * Mark and name, for headers and footers. `isShort`: the mark alone on a phone, where the row is full. No class library: the error
 * pages, which travel with every route, have it as well.
 */
export function Logo({ isShort = false }: { isShort?: boolean }) {
  return (
    <span className="inline-flex items-center gap-2.5">
      <LogoMark />
      <span className={`font-semibold text-[1.0625rem] tracking-tight ${isShort ? 'max-sm:hidden' : ''}`}>
        {PRODUCT_NAME}
      </span>
    </span>
  )
}
