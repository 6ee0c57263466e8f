import { Amount } from '@/components/ui/amount'
import { Card } from '@/components/ui/card'
import type { Violation } from '@/lib/credits/movement'
import { wordViolation } from '@/lib/credits/violation-words'

/** Which rules are broken on which accounts; of `total` the first ones. */
export function Findings({ findings, total }: { findings: Violation[]; total: number }) {
  return (
    <Card>
      <ul className="divide-y">
        {findings.map(({ invariant, accountId, detail }) => (
          <li
            key={`${invariant}-${accountId}-${JSON.stringify(detail)}`}
            className="grid gap-1 px-5 py-3 sm:px-6"
          >
            <p className="wrap-anywhere text-sm">{wordViolation({ invariant, accountId, detail })}</p>
            <p className="font-mono text-muted-foreground text-xs">{invariant}</p>
          </li>
        ))}
      </ul>
      {total > findings.length ? (
        <p className="border-t px-5 py-3 text-muted-foreground text-sm sm:px-6">
          And <Amount value={total - findings.length} /> more, which{' '}
          <code className="font-mono">check_ledger()</code> and{' '}
          <code className="font-mono">check_payments()</code> show.
        </p>
      ) : null}
    </Card>
  )
}
