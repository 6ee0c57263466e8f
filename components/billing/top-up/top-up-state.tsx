import { Alert } from '@/components/ui/alert'
import { Amount } from '@/components/ui/amount'
import { Button } from '@/components/ui/button'
import { type CreditPackage, formatPrice } from '@/lib/pricing-plans'
import type { TopUp } from '@/lib/top-ups/settings'

/** One word for where it stands. */
export function nameState(topUp: TopUp | null, isSold: boolean) {
  if (topUp?.stoppedReason && !topUp.isEnabled) return { label: 'Stopped', variant: 'destructive' } as const
  if (!topUp?.isEnabled) return { label: 'Off', variant: 'secondary' } as const
  if (topUp.card !== 'usable') return { label: 'Waiting for a card', variant: 'warning' } as const
  if (!isSold) return { label: 'Nothing to buy', variant: 'warning' } as const
  return { label: 'On', variant: 'success' } as const
}

type TopUpStateProps = {
  topUp: TopUp | null
  /** What it buys; undefined when that is not sold any more. */
  offer: CreditPackage | undefined
  isPending: boolean
  /** Switch it on as it was chosen: goes to where a card is allowed. */
  onResume: () => void
  onEdit: () => void
}

/** What it does now, and what has to be done for it to work. */
export function TopUpState({ topUp, offer, isPending, onResume, onEdit }: TopUpStateProps) {
  if (topUp?.stoppedReason && !topUp.isEnabled) {
    return (
      <Alert
        variant="warning"
        className="w-full"
        title="We switched off automatic top-up"
        action={
          <Button size="sm" pending={isPending} onClick={offer ? onResume : onEdit}>
            Switch on with a card
          </Button>
        }
      >
        {topUp.stoppedReason} You can enter the same card or another one.
      </Alert>
    )
  }
  if (!topUp?.isEnabled) {
    return (
      <p className="text-muted-foreground text-sm">
        Buys a package by itself when your credits run low, so that your work is not interrupted. You choose
        the package and a spending limit.
      </p>
    )
  }
  if (!offer) {
    return (
      <Alert
        variant="warning"
        className="w-full"
        title="Your package is no longer sold"
        action={
          <Button size="sm" variant="outline" onClick={onEdit}>
            Choose another
          </Button>
        }
      >
        Nothing is bought until you choose another one.
      </Alert>
    )
  }
  if (topUp.card !== 'usable') {
    return (
      <Alert
        variant="warning"
        title={topUp.card === 'missing' ? 'Add a card to start' : 'Your card can no longer be charged'}
        className="w-full"
        action={
          <>
            <Button size="sm" pending={isPending} onClick={onResume}>
              Enter a card
            </Button>
            <Button size="sm" variant="outline" onClick={onEdit}>
              Change what it buys
            </Button>
          </>
        }
      >
        Nothing is charged when you enter it. Top-ups are charged to it later, and nothing is bought without
        one.
      </Alert>
    )
  }
  return (
    <>
      <Summary topUp={topUp} offer={offer} />
      <Button variant="outline" className="shrink-0" onClick={onEdit}>
        Change
      </Button>
    </>
  )
}

function Summary({ topUp, offer }: { topUp: TopUp; offer: CreditPackage }) {
  const { spentCents, monthlyCapCents, threshold } = topUp
  const format = (cents: number) => formatPrice(cents, offer.currency, cents % 100 ? undefined : 0)
  return (
    <div className="tabular grid gap-1 text-sm">
      <p>
        Buys {offer.name} (<Amount value={offer.credits} unit />, {format(offer.priceCents)}) below{' '}
        <Amount value={threshold} unit />, at most {format(monthlyCapCents)} in 30 days.
      </p>
      <p className="text-muted-foreground">
        {spentCents === 0
          ? 'Nothing was bought in the last 30 days.'
          : `Bought for ${format(spentCents)} in the last 30 days.`}
        {spentCents + offer.priceCents > monthlyCapCents ? ' Another one would exceed your limit.' : null}
      </p>
    </div>
  )
}
