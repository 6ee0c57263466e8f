import { SearchX } from 'lucide-react'
import { namePackage, PurchaseBadge } from '@/components/billing/purchase-badge'
import { Amount } from '@/components/ui/amount'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { LocalTime } from '@/components/ui/local-time'
import { cn } from '@/lib/cn'
import { formatPrice } from '@/lib/pricing-plans'
import type { AdminPurchase } from '@/lib/purchases/admin-purchase'
import { PaymentLink } from '../list/payment-link'
import { PersonLink } from '../list/person-link'
import { AcceptDialog } from './accept-dialog'
import { RefundDialog } from './refund-dialog'
import { RefundList } from './refund-list'

function PurchaseRow({ purchase }: { purchase: AdminPurchase }) {
  const {
    userId,
    email,
    state,
    credits,
    cents,
    currency,
    returnedCents,
    paymentId,
    failure,
    createdAt,
    paidAt,
  } = purchase
  const { acceptance } = purchase
  const isRefundable = purchase.refundableCents > 0
  return (
    <li className="grid gap-3 px-5 py-4 sm:px-6">
      {/* On a phone the price stands beside the buyer and the button beside the small print; two buttons stand below. */}
      <div className="grid grid-cols-[minmax(0,1fr)_auto_auto] gap-x-3 gap-y-1 sm:grid-cols-[minmax(0,1fr)_9rem_9.5rem] sm:items-center sm:gap-x-4">
        <p className="col-span-2 flex flex-wrap items-center gap-x-2.5 gap-y-1 font-medium text-sm sm:col-span-1 sm:self-end">
          <PersonLink id={userId} email={email} />
          <PurchaseBadge state={state} />
        </p>
        <div className="tabular text-right sm:col-start-2 sm:row-span-2 sm:row-start-1">
          <p className="font-medium text-sm">{formatPrice(cents, currency)}</p>
          {returnedCents > 0 ? (
            <p className="text-muted-foreground text-xs">{formatPrice(returnedCents, currency)} returned</p>
          ) : null}
        </div>
        <div
          className={cn(
            'flex min-w-0 flex-wrap content-start gap-x-3 gap-y-0.5 text-muted-foreground text-xs sm:col-span-1 sm:col-start-1 sm:self-start',
            { 'col-span-full': !isRefundable || acceptance },
          )}
        >
          <span>
            {namePackage(purchase)}, <Amount value={credits} unit />
          </span>
          <LocalTime iso={createdAt} />
          {paidAt && paidAt.slice(0, 10) !== createdAt.slice(0, 10) ? (
            <span>
              paid <LocalTime iso={paidAt} />
            </span>
          ) : null}
          {paymentId ? <PaymentLink id={paymentId} /> : null}
          {failure ? (
            <p className="w-full break-words text-destructive first-letter:uppercase">{failure}</p>
          ) : null}
        </div>
        {isRefundable || acceptance ? (
          <div
            className={cn(
              'col-span-2 flex flex-wrap justify-end gap-2 self-end justify-self-end sm:col-span-1 sm:col-start-3 sm:row-span-2 sm:row-start-1 sm:self-center',
              { 'col-span-full pt-1 sm:pt-0': acceptance },
            )}
          >
            {acceptance ? <AcceptDialog purchase={purchase} acceptance={acceptance} size="sm" /> : null}
            {isRefundable ? <RefundDialog purchase={purchase} /> : null}
          </div>
        ) : null}
      </div>
      <RefundList purchase={purchase} />
    </li>
  )
}

type PurchaseListProps = { purchases: AdminPurchase[]; search: string; isNarrowed: boolean }

/** Everybody's purchases as found. */
export function PurchaseList({ purchases, search, isNarrowed }: PurchaseListProps) {
  return (
    <Card>
      {purchases.length === 0 ? (
        <EmptyState
          icon={<SearchX />}
          title={
            search ? `Nothing found for “${search}”` : isNarrowed ? 'No such purchases' : 'No purchases yet'
          }
          description={
            search
              ? 'Search by the beginning of an email address, a payment id or a purchase id.'
              : isNarrowed
                ? 'None is like this now.'
                : 'They show here from the moment somebody opens a checkout page.'
          }
        />
      ) : (
        <ul className="divide-y">
          {purchases.map((purchase) => (
            <PurchaseRow key={purchase.id} purchase={purchase} />
          ))}
        </ul>
      )}
    </Card>
  )
}
