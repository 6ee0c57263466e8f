import type { ComponentProps } from 'react'
import { Badge } from '@/components/ui/badge'
import type { SubscriptionStatus } from '@/lib/subscriptions/plan'

const STATES: Record<SubscriptionStatus, [label: string, variant: ComponentProps<typeof Badge>['variant']]> =
  {
    active: ['Active', 'success'],
    past_due: ['Payment due', 'warning'],
    on_hold: ['Payment failed', 'destructive'],
    paused: ['Paused', 'warning'],
    cancelled: ['Cancelled', 'secondary'],
    pending: ['Being set up', 'warning'],
    failed: ['Failed', 'destructive'],
    expired: ['Expired', 'secondary'],
  }

/** A state in a word or two. */
export const subscriptionState = (status: SubscriptionStatus) => STATES[status][0]

/** The states that a list of subscriptions can be narrowed to. */
export const SUBSCRIPTION_OPTIONS = Object.entries(STATES).map(
  ([status, [label]]) => [status, label] as const,
)

type SubscriptionBadgeProps = {
  status: SubscriptionStatus
  /** Cancelled for the end of its paid period. */
  isEnding: boolean
}

/** How a subscription is, in a word or two. */
export function SubscriptionBadge({ status, isEnding }: SubscriptionBadgeProps) {
  const [label, variant] = status === 'active' && isEnding ? (['Ending', 'warning'] as const) : STATES[status]
  return <Badge variant={variant}>{label}</Badge>
}
