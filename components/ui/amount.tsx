import type { ComponentProps } from 'react'
import { cn } from '@/lib/cn'

const plain = new Intl.NumberFormat('en-US')
const signed = new Intl.NumberFormat('en-US', { signDisplay: 'exceptZero' })

type AmountProps = Omit<ComponentProps<'span'>, 'children'> & {
  value: number
  /** Shows + and − : for movements, not for balances. */
  sign?: boolean
  /** Adds "credit" or "credits". */
  unit?: boolean
}

/** A number of credits, grouped and in tabular figures, so that it does not jump when it changes. */
export function Amount({ value, sign = false, unit = false, className, ...props }: AmountProps) {
  const digits = (sign ? signed : plain).format(value).replace('-', '−')
  return (
    <span data-slot="amount" className={cn('whitespace-nowrap', className)} {...props}>
      {digits}
      {unit ? ` ${Math.abs(value) === 1 ? 'credit' : 'credits'}` : ''}
    </span>
  )
}
