import { SearchX } from 'lucide-react'
import { namePackage, PurchaseBadge } from '@/components/billing/purchase-badge'
import { Amount } from '@/components/ui/amount'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { LocalTime } from '@/components/ui/local-time'
import { formatPrice } from '@/lib/pricing-plans'
import type { AdminPurchase } from '@/lib/purchases/admin-purchase'
import { PersonLink } from '../list/person-link'
import { RefundDialog } from './refund-dialog'
import { RefundList } from './refund-list'

function PurchaseRow({ purchase }: { purchase: AdminPurchase }) {
  const { userId, email, state, credits, cents, currency, returnedCents, paymentId, failure, createdAt } =
    purchase
  return (
    <li className="grid gap-3 px-5 py-4 sm:px-6">
      <div className="grid grid-cols-[1fr_auto] items-start gap-x-4 gap-y-2 sm:items-center sm:grid-cols-[1fr_9rem_6rem]">
        <div className="grid min-w-0 gap-1">
          <p className="flex flex-wrap items-center gap-x-2 gap-y-1 font-medium text-sm">
            <PersonLink id={userId} email={email} />
            <PurchaseBadge state={state} />
          </p>
          <p className="text-muted-foreground text-xs">
            {namePackage(purchase)}, <Amount value={credits} unit /> · <LocalTime iso={createdAt} />
          </p>
          {paymentId ? (
            <p className="break-all font-mono text-muted-foreground text-xs">{paymentId}</p>
          ) : null}
          {failure ? <p className="break-words text-destructive text-xs">{failure}</p> : null}
        </div>
        <div className="tabular text-right">
          <p className="font-medium text-sm">{formatPrice(cents, currency)}</p>
          {returnedCents > 0 ? (
            <p className="text-muted-foreground text-xs">{formatPrice(returnedCents, currency)} returned</p>
          ) : null}
        </div>
        <div className="col-span-2 sm:col-span-1 sm:justify-self-end">
          {purchase.refundableCents > 0 ? <RefundDialog purchase={purchase} /> : null}
        </div>
      </div>
      <RefundList purchase={purchase} />
    </li>
  )
}

/** Everybody's purchases as found, newest first. */
export function PurchaseList({ purchases, search }: { purchases: AdminPurchase[]; search: string }) {
  return (
    <Card>
      {purchases.length === 0 ? (
        <EmptyState
          icon={<SearchX />}
          title={search ? `Nothing found for “${search}”` : 'No purchases yet'}
          description={
            search
              ? 'Search by the beginning of a mail address, a payment id or a purchase id.'
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
