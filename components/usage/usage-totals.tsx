import type { Route } from 'next'
import Link from 'next/link'
import type { ReactNode } from 'react'
import { Amount } from '@/components/ui/amount'
import { Card } from '@/components/ui/card'
import type { UsageSum } from '@/lib/usage/usage-days'
import { Change } from './change'

type FigureProps = {
  label: string
  value: number
  /** Without today, and those days of the period before. */
  whole: number
  before: number
  href?: Route
  children?: ReactNode
}

function Figure({ label, value, whole, before, href, children }: FigureProps) {
  const amount = <Amount value={value} className="font-semibold text-3xl tracking-tight" />
  return (
    <Card className="gap-1 p-5 lg:p-6">
      <h2 className="font-medium text-muted-foreground text-sm">{label}</h2>
      <p className="flex items-baseline gap-2">
        {href && value > 0 ? (
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
      <Change now={whole} before={before} />
    </Card>
  )
}

type UsageTotalsProps = {
  /** The period with today so far. */
  sum: UsageSum
  /** What is compared: see sumWholeDays. */
  whole: { now: UsageSum; before: UsageSum }
  /** The transactions behind the credits. */
  spentHref: Route
}

/** What the period came to, and its whole days against those before. */
export function UsageTotals({ sum, whole: { now, before }, spentHref }: UsageTotalsProps) {
  return (
    <div className="grid gap-4 sm:grid-cols-3">
      <Figure
        label="Credits spent"
        value={sum.credits}
        whole={now.credits}
        before={before.credits}
        href={spentHref}
      />
      <Figure label="Calls" value={sum.calls} whole={now.calls} before={before.calls}>
        {sum.failedCalls > 0 ? (
          <span className="text-muted-foreground text-sm">
            <Amount value={sum.failedCalls} /> failed, free of charge
          </span>
        ) : null}
      </Figure>
      <Figure label="Tokens" value={sum.tokens} whole={now.tokens} before={before.tokens} />
    </div>
  )
}
