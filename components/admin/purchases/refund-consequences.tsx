import { Amount } from '@/components/ui/amount'
import type { AdminPurchase } from '@/lib/purchases/admin-purchase'
import { previewMoneyRefund } from '@/lib/purchases/refund-preview'

/** What a refund of `amountCents` does to the buyer's credits. */
export function RefundConsequences({
  purchase,
  amountCents,
}: {
  purchase: AdminPurchase
  amountCents: number
}) {
  if (!purchase.isGranted) {
    return (
      <p className="rounded-lg bg-muted px-4 py-3 text-muted-foreground text-sm">
        No credits are taken back:{' '}
        {purchase.email ? 'none were given for this payment.' : 'the buyer’s account was deleted.'}
      </p>
    )
  }
  const { takenBack, fromPurchase, fromOthers, owed } = previewMoneyRefund(purchase, amountCents)
  const spent = Math.max(0, purchase.credits - purchase.clawedBack - purchase.unspent)
  const rows = [
    ['Unspent credits of this purchase', fromPurchase],
    ['Other credits of the buyer', fromOthers],
    ['Owed, taken from their next credits', owed],
  ] as const
  return (
    <div className="grid gap-2 rounded-lg bg-muted px-4 py-3 text-sm" aria-live="polite">
      <p>
        Takes back <Amount value={takenBack} unit className="font-medium" />.{' '}
        <span className="text-muted-foreground">
          {spent === 0 ? 'None' : spent >= purchase.credits ? 'All' : <Amount value={spent} />} of the{' '}
          <Amount value={purchase.credits} /> bought {spent === 1 ? 'is' : 'are'} spent
          {purchase.clawedBack > 0 ? (
            <>
              {' '}
              and <Amount value={purchase.clawedBack} /> were taken back before
            </>
          ) : null}
          .
        </span>
      </p>
      <dl className="grid gap-1">
        {rows
          .filter(([, credits]) => credits > 0)
          .map(([label, credits]) => (
            <div key={label} className="flex justify-between gap-4 text-muted-foreground">
              <dt>{label}</dt>
              <dd className="text-foreground">
                <Amount value={credits} />
              </dd>
            </div>
          ))}
      </dl>
    </div>
  )
}
