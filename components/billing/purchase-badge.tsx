import type { ComponentProps } from 'react'
import { Badge } from '@/components/ui/badge'
import { formatNumber } from '@/lib/format-number'
import type { PurchaseState } from '@/lib/purchases/receipt'

const STATES: Record<PurchaseState, [label: string, variant: ComponentProps<typeof Badge>['variant']]> = {
  pending: ['Waiting for payment', 'warning'],
  not_completed: ['Not completed', 'secondary'],
  failed: ['Failed', 'destructive'],
  paid: ['Paid', 'success'],
  partly_refunded: ['Refunded in part', 'outline'],
  refunded: ['Refunded', 'outline'],
  disputed: ['Disputed', 'warning'],
  in_review: ['Under review', 'warning'],
}

/** Every state by its name, as a list is narrowed down by it. */
export const PURCHASE_STATES = Object.entries(STATES).map(([state, [label]]) => [state, label] as const)

/** What a purchase has come to, in a word or two. */
export function PurchaseBadge({ state }: { state: PurchaseState }) {
  const [label, variant] = STATES[state]
  return <Badge variant={variant}>{label}</Badge>
}

/** "Starter", or "Custom amount × 12" for several. */
export function namePackage({ package: name, quantity }: { package: string; quantity: number }): string {
  return quantity === 1 ? name : `${name} × ${formatNumber(quantity)}`
}
