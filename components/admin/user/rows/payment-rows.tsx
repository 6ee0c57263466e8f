import type { Route } from 'next'
import Link from 'next/link'
import { namePackage, PurchaseBadge } from '@/components/billing/purchase-badge'
import { Amount } from '@/components/ui/amount'
import { Badge } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'
import { LocalTime } from '@/components/ui/local-time'
import type { SubscriptionRow } from '@/lib/admin/shapes/user-rows'
import { formatPrice } from '@/lib/pricing-plans'
import type { Receipt } from '@/lib/purchases/receipt'
import { toWords } from '@/lib/to-words'
import { Row, RowList } from '../row-list'

/** What somebody bought; refunds of money are made where all purchases are. */
export function PurchaseRows({ rows }: { rows: Receipt[] }) {
  return (
    <RowList empty="No purchases" why="They show here from the moment a checkout page is opened.">
      {rows.map((receipt) => {
        const { id, state, credits, cents, currency, returnedCents, createdAt } = receipt
        return (
          <Row
            key={id}
            title={
              <>
                {namePackage(receipt)}
                <PurchaseBadge state={state} />
              </>
            }
            figure={formatPrice(cents, currency)}
            note={returnedCents > 0 ? `${formatPrice(returnedCents, currency)} returned` : null}
            action={
              <Button asChild variant="outline" size="sm">
                <Link href={`/admin/purchases?q=${id}` as Route}>
                  Open<span className="sr-only"> {namePackage(receipt)} to refund it</span>
                </Link>
              </Button>
            }
          >
            <Amount value={credits} unit />
            <LocalTime iso={createdAt} />
          </Row>
        )
      })}
    </RowList>
  )
}

/** The plans somebody has paid for. */
export function SubscriptionRows({ rows }: { rows: SubscriptionRow[] }) {
  return (
    <RowList empty="No subscriptions" why="This person has never had a paid plan.">
      {rows.map((row) => (
        <Row
          key={row.id}
          title={
            <>
              {row.plan}
              <Badge variant={row.endedAt ? 'secondary' : row.status === 'active' ? 'success' : 'warning'}>
                {toWords(row.status)}
              </Badge>
              {row.cancelAtPeriodEnd && !row.endedAt ? (
                <Badge variant="warning">Ends with its month</Badge>
              ) : null}
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
