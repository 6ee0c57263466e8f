import { Card } from '@/components/ui/card'
import type { Violation } from '@/lib/credits/movement'

/** `sequence_has_no_gap` reads "Sequence has no gap". */
function nameInvariant(invariant: string): string {
  const words = invariant.replaceAll('_', ' ')
  return words.charAt(0).toUpperCase() + words.slice(1)
}

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
            <p className="font-medium text-sm">
              {nameInvariant(invariant)}
              {accountId === null ? null : (
                <span className="font-normal text-muted-foreground"> on account {accountId}</span>
              )}
            </p>
            <code className="wrap-anywhere font-mono text-muted-foreground text-xs">
              {JSON.stringify(detail)}
            </code>
          </li>
        ))}
      </ul>
      {total > findings.length ? (
        <p className="border-t px-5 py-3 text-muted-foreground text-sm sm:px-6">
          And {total - findings.length} more, which `select * from check_ledger()` shows.
        </p>
      ) : null}
    </Card>
  )
}
