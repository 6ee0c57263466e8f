import { FileText } from 'lucide-react'
import Link from 'next/link'
import { namePackage, PurchaseBadge } from '@/components/billing/purchase-badge'
import { Amount } from '@/components/ui/amount'
import { Button } from '@/components/ui/button'
import { LocalTime } from '@/components/ui/local-time'
import { isPaused, SOURCE_LABELS, SOURCE_NAMES } from '@/lib/credits/transaction-words'
import { historyHref } from '@/lib/history/href'
import type { GrantPayment, Slice } from '@/lib/history/transaction-details'
import { formatPrice } from '@/lib/pricing-plans'

/** What was paid for the credits, with its receipt. */
function PaymentLine({ payment }: { payment: GrantPayment }) {
  const isPurchase = payment.kind === 'purchase'
  const name = isPurchase
    ? namePackage({ package: payment.name, quantity: payment.quantity })
    : `${payment.name} plan`
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-2 rounded-lg bg-muted px-3 py-2 text-sm">
      <span className="mr-auto flex flex-wrap items-center gap-2">
        <Link href={isPurchase ? '/billing/receipts' : '/billing'} className="link">
          {name}
        </Link>
        <span className="tabular">
          {payment.cents > 0 ? formatPrice(payment.cents, payment.currency) : 'free'}
        </span>
        {isPurchase ? <PurchaseBadge state={payment.state} /> : null}
      </span>
      {payment.has_invoice ? (
        <Button asChild variant="outline" size="sm">
          <a
            href={
              isPurchase
                ? `/api/purchases/${payment.id}/invoice`
                : `/api/subscriptions/months/${payment.id}/invoice`
            }
            target="_blank"
            rel="noopener"
          >
            <FileText aria-hidden />
            Invoice (PDF)
            <span className="sr-only"> of {name}, opens in a new tab</span>
          </a>
        </Button>
      ) : null}
    </div>
  )
}

/** One grant that a transaction took from or gave to. */
export function GrantSlice({ slice }: { slice: Slice }) {
  const { grant_id, source, amount, granted, granted_at, expires_at, remaining } = slice
  const isOver = expires_at !== null && Date.parse(expires_at) <= Date.now()
  const isOld = slice.root_granted_at !== granted_at || slice.root_source !== source
  return (
    <li className="grid gap-2 py-3">
      <div className="flex items-baseline justify-between gap-4 text-sm">
        <Link href={historyHref({ grant: grant_id })} className="link font-medium">
          {SOURCE_LABELS[source]}
          <span className="sr-only">, everything that these credits were used for</span>
        </Link>
        <Amount value={amount} unit className="font-medium" />
      </div>
      <p className="text-muted-foreground text-sm">
        <Amount value={granted} unit /> added on <LocalTime iso={granted_at} dateOnly />.{' '}
        {remaining === 0 ? 'None' : remaining === granted ? 'All' : <Amount value={remaining} />} left
        {expires_at && (remaining > 0 || isOver) ? (
          <>
            {isOver ? '; expired on' : ', to use by'} <LocalTime iso={expires_at} />
          </>
        ) : remaining > 0 && isPaused(source, expires_at) ? (
          ', kept while your plan is paused'
        ) : remaining > 0 ? (
          '; no expiry'
        ) : null}
        .
      </p>
      {isOld ? (
        <p className="text-muted-foreground text-sm">
          First added as {SOURCE_NAMES[slice.root_source]} on{' '}
          <LocalTime iso={slice.root_granted_at} dateOnly />.
        </p>
      ) : null}
      {slice.payment ? <PaymentLine payment={slice.payment} /> : null}
    </li>
  )
}
