import type { ComponentProps } from 'react'
import { cn } from '@/lib/cn'

/** Whole credits as "−1,200". Not by Intl, whose first use costs a phone as much as the rest of a page's start. */
function toDigits(value: number, isSigned: boolean): string {
  const digits = String(Math.abs(value)).replace(/\B(?=(\d{3})+$)/g, ',')
  if (value < 0) return `−${digits}`
  return isSigned && value > 0 ? `+${digits}` : digits
}

type AmountProps = Omit<ComponentProps<'span'>, 'children'> & {
  value: number
  /** Shows + and − : for movements, not for balances. */
  sign?: boolean
  /** Adds "credit" or "credits". */
  unit?: boolean
}

/** A number of credits, grouped and in tabular figures, so that it does not jump when it changes. */
export function Amount({ value, sign = false, unit = false, className, ...props }: AmountProps) {
  return (
    <span data-slot="amount" className={cn('whitespace-nowrap', className)} {...props}>
      {toDigits(value, sign)}
      {unit ? ` ${Math.abs(value) === 1 ? 'credit' : 'credits'}` : ''}
    </span>
  )
}
