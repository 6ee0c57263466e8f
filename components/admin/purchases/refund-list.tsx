'use client'

import type { ComponentProps } from 'react'
import { toast } from 'sonner'
import { useOneAtATime } from '@/components/form/use-one-at-a-time'
import { Badge } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'
import { LocalTime } from '@/components/ui/local-time'
import { useRefresh } from '@/components/ui/use-refresh'
import { formatPrice } from '@/lib/pricing-plans'
import type { AdminPurchase, RefundRequest } from '@/lib/purchases/admin-purchase'
import { callRefund } from './refund-call'

const STATES: Record<
  RefundRequest['status'],
  [label: string, variant: ComponentProps<typeof Badge>['variant']]
> = {
  requested: ['Requested', 'warning'],
  uncertain: ['No answer from Dodo', 'warning'],
  sent: ['On its way', 'brand'],
  failed: ['Failed', 'destructive'],
  refunded: ['Refunded', 'success'],
}

/** The refunds that admins asked for, newest first. One without an answer can be looked into. */
export function RefundList({ purchase: { id, currency, refunds } }: { purchase: AdminPurchase }) {
  if (refunds.length === 0) return null
  return (
    <ul className="grid gap-2 border-l-2 pl-4">
      {refunds.map((refund) => {
        const [label, variant] = STATES[refund.status]
        return (
          <li key={refund.id} className="flex flex-wrap items-center gap-x-3 gap-y-1 text-sm">
            <span className="tabular font-medium">{formatPrice(refund.amountCents, currency)}</span>
            <Badge variant={variant}>{label}</Badge>
            <span className="min-w-0 break-words text-muted-foreground text-xs">
              <LocalTime iso={refund.createdAt} /> · {refund.reason}
              {refund.status === 'failed' && refund.error ? ` · ${refund.error}` : ''}
            </span>
            {refund.status === 'uncertain' ? <RefundCheckButton purchaseId={id} refund={refund} /> : null}
          </li>
        )
      })}
    </ul>
  )
}

function RefundCheckButton({ purchaseId, refund }: { purchaseId: string; refund: RefundRequest }) {
  const refresh = useRefresh()

  const { isRunning, run: check } = useOneAtATime(async () => {
    const { key, isWhole, reason } = refund
    const amountCents = isWhole ? null : refund.amountCents
    const { outcome, message } = await callRefund({ purchaseId, amountCents, reason, key })
    if (outcome === 'sent') toast.success(message)
    else toast.warning(message, { duration: 12_000 })
    refresh()
  })
  return (
    <Button variant="outline" size="sm" pending={isRunning} onClick={check}>
      Check again
    </Button>
  )
}
