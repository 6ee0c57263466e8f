import Link from 'next/link'
import type { ReactNode } from 'react'
import { Amount } from '@/components/ui/amount'
import { formatTenths } from '@/lib/format-number'
import { historyHref } from '@/lib/history/href'
import type { TransactionDetails } from '@/lib/history/transaction-details'
import { toWords } from '@/lib/to-words'

const OUTCOMES = {
  succeeded: 'Succeeded',
  failed: 'Failed',
  timeout: 'Ran out of time',
  aborted: 'Stopped before its end',
} as const

function Fact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className="flex items-baseline justify-between gap-4 py-1">
      <dt className="shrink-0 text-muted-foreground">{label}</dt>
      <dd className="tabular wrap-anywhere min-w-0 text-right">{children}</dd>
    </div>
  )
}

type UsageFactsProps = { feature: string; model: string | null; usage: TransactionDetails['usage'] }

/** The metered call behind a deduction; without `usage` only what was priced. */
export function UsageFacts({ feature, model, usage }: UsageFactsProps) {
  return (
    <dl className="text-sm">
      <Fact label="Feature">
        <Link href={historyHref({ feature })} className="link">
          {toWords(feature)}
        </Link>
      </Fact>
      {model ? (
        <Fact label="Model">
          <Link href={historyHref({ feature, model })} className="link">
            {model}
          </Link>
        </Fact>
      ) : null}
      {usage ? (
        <>
          {usage.tokens_in + usage.tokens_out > 0 ? (
            <Fact label="Tokens">
              <Amount value={usage.tokens_in} /> in, <Amount value={usage.tokens_out} /> out
            </Fact>
          ) : null}
          <Fact label="Took">
            {usage.duration_ms < 1000
              ? `${usage.duration_ms} ms`
              : `${formatTenths(usage.duration_ms / 1000)} s`}
          </Fact>
          <Fact label="Outcome">{OUTCOMES[usage.outcome]}</Fact>
          <Fact label="Request">
            <span className="font-mono text-xs">{usage.request_id}</span>
          </Fact>
        </>
      ) : null}
    </dl>
  )
}
