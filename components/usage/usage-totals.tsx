import type { Route } from 'next'
import Link from 'next/link'
import type { ReactNode } from 'react'
import { Amount } from '@/components/ui/amount'
import { Card } from '@/components/ui/card'
import type { UsageSum } from '@/lib/usage/usage-days'
import { Change } from './change'

type FigureProps = { label: string; now: number; before: number; href?: Route; children?: ReactNode }

function Figure({ label, now, before, href, children }: FigureProps) {
  const amount = <Amount value={now} className="font-semibold text-3xl tracking-tight" />
  return (
    <Card className="gap-1 p-5 lg:p-6">
      <h2 className="font-medium text-muted-foreground text-sm">{label}</h2>
      <p className="flex items-baseline gap-2">
        {href && now > 0 ? (
          <Link
            href={href}
            className="underline decoration-1 decoration-transparent underline-offset-4 transition-colors hover:decoration-current"
          >
            {amount}
            <span className="sr-only"> {label.toLowerCase()}, their transactions</span>
          </Link>
        ) : (
          amount
        )}
        {children}
      </p>
      <Change now={now} before={before} />
    </Card>
  )
}

type UsageTotalsProps = {
  now: UsageSum
  before: UsageSum
  /** The transactions behind the credits. */
  spentHref: Route
}

/** What the period came to against the one before. */
export function UsageTotals({ now, before, spentHref }: UsageTotalsProps) {
  return (
    <div className="grid gap-4 sm:grid-cols-3">
      <Figure label="Credits spent" now={now.credits} before={before.credits} href={spentHref} />
      <Figure label="Calls" now={now.calls} before={before.calls}>
        {now.failedCalls > 0 ? (
          <span className="text-muted-foreground text-sm">
            <Amount value={now.failedCalls} /> failed, free of charge
          </span>
        ) : null}
      </Figure>
      <Figure label="Tokens" now={now.tokens} before={before.tokens} />
    </div>
  )
}
