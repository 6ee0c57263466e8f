import type { ReactNode } from 'react'
import { Amount } from '@/components/ui/amount'
import { Card } from '@/components/ui/card'
import type { UsageSum } from '@/lib/usage/usage-days'
import { Change } from './change'

type FigureProps = { label: string; now: number; before: number; children?: ReactNode }

function Figure({ label, now, before, children }: FigureProps) {
  return (
    <Card className="gap-1 p-5 lg:p-6">
      <h2 className="font-medium text-muted-foreground text-sm">{label}</h2>
      <p className="flex items-baseline gap-2">
        <Amount value={now} className="font-semibold text-3xl tracking-tight" />
        {children}
      </p>
      <Change now={now} before={before} />
    </Card>
  )
}

/** What the period came to against the one before. */
export function UsageTotals({ now, before }: { now: UsageSum; before: UsageSum }) {
  return (
    <div className="grid gap-4 sm:grid-cols-3">
      <Figure label="Credits spent" now={now.credits} before={before.credits} />
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
