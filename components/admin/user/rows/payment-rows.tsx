import { Inbox } from 'lucide-react'
import type { Route } from 'next'
import { SubscriptionBadge } from '@/components/billing/plan/subscription-badge'
import { namePackage, PurchaseBadge } from '@/components/billing/purchase-badge'
import { Amount } from '@/components/ui/amount'
import { LocalTime } from '@/components/ui/local-time'
import type { UserSubscriptionRow } from '@/lib/admin/shapes/user-rows'
import { formatPrice } from '@/lib/pricing-plans'
import type { Receipt } from '@/lib/purchases/receipt'
import { RecordList, RecordRow } from '../../list/record-list'
import { Row, RowList } from '../row-list'

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
        const { id, state, credits, cents, currency, returnedCents, createdAt } = receipt
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
          </RecordRow>
        )
      })}
    </RecordList>
  )
}

/** The plans somebody has paid for. */
export function SubscriptionRows({ rows }: { rows: UserSubscriptionRow[] }) {
  return (
    <RowList empty="No subscriptions" why="This person has never had a paid plan.">
      {rows.map((row) => (
        <Row
          key={row.id}
          title={
            <>
              {row.plan}
              <SubscriptionBadge status={row.status} isEnding={row.cancelAtPeriodEnd} />
            </>
          }
          figure={formatPrice(row.priceCents, row.currency)}
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
    </RowList>
  )
}
