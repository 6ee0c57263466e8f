'use client'

import { Amount } from '@/components/ui/amount'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { QuietLink } from '@/components/ui/quiet-link'
import { type BalanceState, useCreditManager } from '@/lib/credit-manager'
import { TOKENS_PER_CREDIT } from '@/lib/pricing-plans'

/** The balance, large and live, with what it is worth in tokens. */
export function BalanceCard({ userId, balance }: { userId: string; balance: BalanceState }) {
  const { available, held } = useCreditManager(userId, balance)
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
              About <Amount value={available * TOKENS_PER_CREDIT} /> tokens
            </>
          ) : (
            'Nothing to spend'
          )}
          {held > 0 ? (
            <>
              , <Amount value={held} /> {available > 0 ? 'more ' : ''}on hold while work runs
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
