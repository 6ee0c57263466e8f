import type { ComponentProps } from 'react'
import { Badge } from '@/components/ui/badge'
import type { EventStatus } from '@/lib/admin/shapes/event'

const STATES: Record<EventStatus, [label: string, variant: ComponentProps<typeof Badge>['variant']]> = {
  failed: ['Failed', 'destructive'],
  parked: ['Needs a decision', 'warning'],
  received: ['Received', 'brand'],
  processed: ['Processed', 'success'],
  ignored: ['Ignored', 'secondary'],
}

/** To choose from, the ones that need somebody first. */
export const EVENT_OPTIONS = Object.entries(STATES).map(([status, [label]]) => [status, label] as const)

export function EventBadge({ status }: { status: EventStatus }) {
  const [label, variant] = STATES[status]
  return <Badge variant={variant}>{label}</Badge>
}
