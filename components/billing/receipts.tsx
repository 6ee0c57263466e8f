import { FileText, ReceiptText } from 'lucide-react'
import Link from 'next/link'
import { SupportLink } from '@/components/brand/support-link'
import { Amount } from '@/components/ui/amount'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { LocalTime } from '@/components/ui/local-time'
import { cn } from '@/lib/cn'
import { formatPrice } from '@/lib/pricing-plans'
import type { PurchaseState, Receipt } from '@/lib/purchases/receipt'
import { namePackage, PurchaseBadge } from './purchase-badge'

/** What the buyer may want to know beyond the badge. */
const NOTES: Partial<Record<PurchaseState, string>> = {
  pending: 'If you paid, the credits are added as soon as the payment is confirmed.',
  not_completed: 'The checkout was left without paying. You were not charged.',
  failed: 'You were not charged.',
  disputed: 'What is left of these credits is on hold until the dispute with your bank is settled.',
  in_review: 'Your payment differs from what was agreed at checkout. We are looking at it.',
}

/** Its price is what would have been paid. */
const isUnpaid = (state: PurchaseState) => state === 'failed' || state === 'not_completed'

function ReceiptRow({ receipt }: { receipt: Receipt }) {
  const { id, state, credits, cents, currency, returnedCents, paymentId, createdAt } = receipt
  const title = namePackage(receipt)
  const note = NOTES[state]
  return (
    <li className="grid grid-cols-[1fr_auto] items-start gap-x-4 gap-y-2 px-5 py-4 sm:grid-cols-[1fr_9rem_9rem] sm:items-center sm:px-6">
      <div className="grid gap-1">
        <p className="flex flex-wrap items-center gap-x-2 gap-y-1 font-medium text-sm">
          {title}
          <PurchaseBadge state={state} />
        </p>
        <p className="text-muted-foreground text-xs">
          <Amount value={credits} unit /> · <LocalTime iso={createdAt} />
        </p>
        {note ? (
          <p className="text-muted-foreground text-xs">
            {note} {state === 'in_review' ? <SupportLink about={`Payment ${id}`} /> : null}
          </p>
        ) : null}
      </div>
      <div className="tabular text-right">
        <p className={cn('text-sm', isUnpaid(state) ? 'text-muted-foreground' : 'font-medium')}>
          {formatPrice(cents, currency)}
        </p>
        {returnedCents > 0 ? (
          <p className="text-muted-foreground text-xs">{formatPrice(returnedCents, currency)} returned</p>
        ) : null}
      </div>
      {paymentId ? (
        <Button
          asChild
          variant="outline"
          size="sm"
          className="col-span-2 justify-self-start sm:col-span-1 sm:justify-self-end"
        >
          <a href={`/api/purchases/${id}/invoice`} target="_blank" rel="noopener">
            <FileText aria-hidden />
            Invoice (PDF)
            <span className="sr-only"> of {title}, opens in a new tab</span>
          </a>
        </Button>
      ) : null}
    </li>
  )
}

/** Somebody's purchases, newest first. Amounts with tax for what was paid. */
export function Receipts({ receipts }: { receipts: Receipt[] }) {
  if (receipts.length === 0) {
    return (
      <Card>
        <EmptyState
          icon={<ReceiptText />}
          title="No purchases yet"
          description="What you buy shows here, with an invoice for each payment."
          action={
            <Button asChild>
              <Link href="/buy-credits">Buy credits</Link>
            </Button>
          }
        />
      </Card>
    )
  }
  return (
    <Card>
      <ul className="divide-y">
        {receipts.map((receipt) => (
          <ReceiptRow key={receipt.id} receipt={receipt} />
        ))}
      </ul>
    </Card>
  )
}
