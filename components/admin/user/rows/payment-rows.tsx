import { Inbox } from 'lucide-react'
import type { Route } from 'next'
import { SubscriptionBadge } from '@/components/billing/plan/subscription-badge'
import { namePackage, PurchaseBadge } from '@/components/billing/purchase-badge'
import { Amount } from '@/components/ui/amount'
import { Card } from '@/components/ui/card'
import { LocalTime } from '@/components/ui/local-time'
import type { UserSubscriptionRow } from '@/lib/admin/shapes/user-rows'
import { formatPrice } from '@/lib/pricing-plans'
import type { Receipt } from '@/lib/purchases/receipt'
import { PaymentLink } from '../../list/payment-link'
import { RecordList, RecordRow } from '../../list/record-list'
import { Row } from '../row-list'

/** What somebody bought; each leads to where it is refunded. */
export function PurchaseRows({ rows }: { rows: Receipt[] }) {
  return (
    <RecordList
      empty={{
        icon: <Inbox />,
        title: 'No purchases',
        description: 'They show here from the moment a checkout page is opened.',
      }}
    >
      {rows.map((receipt) => {
        const { id, state, credits, cents, currency, returnedCents, paymentId, createdAt } = receipt
        return (
          <RecordRow
            key={id}
            title={namePackage(receipt)}
            badge={<PurchaseBadge state={state} />}
            href={`/admin/purchases?q=${id}` as Route}
            figure={
              <div className="grid">
                <span className="font-medium text-foreground text-sm">{formatPrice(cents, currency)}</span>
                {returnedCents > 0 ? <span>{formatPrice(returnedCents, currency)} returned</span> : null}
              </div>
            }
          >
            <Amount value={credits} unit />
            <LocalTime iso={createdAt} />
            {paymentId ? <PaymentLink id={paymentId} /> : null}
          </RecordRow>
        )
      })}
    </RecordList>
  )
}

/** The plans somebody has paid for. */
export function SubscriptionRows({ rows }: { rows: UserSubscriptionRow[] }) {
  if (rows.length === 0) return <p className="text-muted-foreground text-sm">No subscriptions.</p>
  return (
    <Card className="overflow-hidden">
      <ul className="divide-y">
        {rows.map((row) => (
          <Row
            key={row.id}
            title={
              <>
                {row.plan}
                <SubscriptionBadge status={row.status} isEnding={row.cancelAtPeriodEnd} />
              </>
            }
            figure={`${formatPrice(row.priceCents, row.currency)} a month`}
            note={
              <>
                <Amount value={row.credits} unit /> a month
              </>
            }
          >
            <span>
              Since <LocalTime iso={row.createdAt} dateOnly />
            </span>
            {row.endedAt ? (
              <span>
                Ended <LocalTime iso={row.endedAt} dateOnly />
              </span>
            ) : (
              <span>
                {row.cancelAtPeriodEnd ? 'Until ' : 'Next payment '}
                <LocalTime iso={row.periodEnd} dateOnly />
              </span>
            )}
            <span className="font-mono">{row.id}</span>
          </Row>
        ))}
      </ul>
    </Card>
  )
}
