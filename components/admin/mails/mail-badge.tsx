import type { ComponentProps } from 'react'
import { Badge } from '@/components/ui/badge'
import type { MailStatus } from '@/lib/admin/shapes/mail'

const STATES: Record<MailStatus, [label: string, variant: ComponentProps<typeof Badge>['variant']]> = {
  failed: ['Failed', 'destructive'],
  queued: ['Waiting', 'warning'],
  sent: ['Sent', 'success'],
  dropped: ['Not sent', 'secondary'],
}

/** To choose from, the ones that need somebody first. */
export const MAIL_OPTIONS = Object.entries(STATES).map(([status, [label]]) => [status, label] as const)

export function MailBadge({ status }: { status: MailStatus }) {
  const [label, variant] = STATES[status]
  return <Badge variant={variant}>{label}</Badge>
}
