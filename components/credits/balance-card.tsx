'use client'

import { Amount } from '@/components/ui/amount'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { QuietLink } from '@/components/ui/quiet-link'
import { type BalanceState, useCreditManager } from '@/lib/credit-manager'
import { TOKENS_PER_CREDIT } from '@/lib/pricing-plans'

type BalanceCardProps = {
  userId: string
  balance: BalanceState
  /** Of the credits on hold, those of a disputed payment. */
  disputed: number
}

/** The balance, large and live, with what it is worth in tokens. */
export function BalanceCard({ userId, balance, disputed }: BalanceCardProps) {
  const { available, held } = useCreditManager(userId, balance)
  // A dispute that is decided while the page is open takes what it kept off the live figure.
  const kept = Math.min(disputed, held)
  const working = held - kept
  return (
    <Card className="gap-5 p-5 sm:flex-row sm:items-end sm:justify-between sm:p-6">
      <div>
        <h2 className="font-medium text-muted-foreground text-sm">Available</h2>
        <p className="mt-1 flex items-baseline gap-2">
          <Amount value={available} className="font-semibold text-5xl tracking-tighter" />
          <span className="text-muted-foreground">{available === 1 ? 'credit' : 'credits'}</span>
        </p>
        <p className="mt-2 text-muted-foreground text-sm">
          {available > 0 ? (
            <>
              About <Amount value={available * TOKENS_PER_CREDIT} /> tokens.
            </>
          ) : (
            'Nothing to spend.'
          )}
          {working > 0 ? (
            <>
              {' '}
              <Amount value={working} /> {available > 0 ? 'more ' : ''}on hold while work runs.
            </>
          ) : null}
          {kept > 0 ? (
            <>
              {' '}
              <Amount value={kept} unit /> on hold until{' '}
              <QuietLink href="/billing/receipts" className="underline underline-offset-4">
                a disputed payment
              </QuietLink>{' '}
              is settled.
            </>
          ) : null}
        </p>
      </div>
      <div className="flex gap-2">
        <Button asChild variant="outline">
          <QuietLink href="/tools">Use a tool</QuietLink>
        </Button>
        <Button asChild>
          <QuietLink href="/buy-credits">Buy credits</QuietLink>
        </Button>
      </div>
    </Card>
  )
}
