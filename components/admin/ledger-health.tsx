import { Alert } from '@/components/ui/alert'
import { Card } from '@/components/ui/card'
import type { Violation } from '@/lib/credits/movement'

type LedgerHealthProps = { violations: Violation[]; durationMs: number }

/** `sequence_has_no_gap` reads "Sequence has no gap". */
function nameInvariant(invariant: string): string {
  const words = invariant.replaceAll('_', ' ')
  return words.charAt(0).toUpperCase() + words.slice(1)
}

/** The answer of `check_ledger()`: all well, or which rules are broken on which accounts. */
export function LedgerHealth({ violations, durationMs }: LedgerHealthProps) {
  if (violations.length === 0) {
    return (
      <Alert variant="success" title="All is well">
        No rule of the ledger is broken. Checked in {durationMs} ms.
      </Alert>
    )
  }
  return (
    <div className="grid gap-4">
      <Alert
        variant="destructive"
        title={`${violations.length} broken ${violations.length === 1 ? 'rule' : 'rules'}`}
      >
        These hold in every correct ledger. Stop spending on the accounts concerned and find out what wrote to
        them.
      </Alert>
      <Card>
        <ul className="divide-y">
          {violations.map(({ invariant, accountId, detail }) => (
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
              <code className="overflow-x-auto font-mono text-muted-foreground text-xs">
                {JSON.stringify(detail)}
              </code>
            </li>
          ))}
        </ul>
      </Card>
    </div>
  )
}
