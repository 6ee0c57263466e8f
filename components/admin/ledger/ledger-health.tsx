import { ScanSearch } from 'lucide-react'
import { Alert } from '@/components/ui/alert'
import { Amount } from '@/components/ui/amount'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { LocalTime } from '@/components/ui/local-time'
import type { LedgerHealth as Health, LedgerCheck } from '@/lib/admin/shapes/ledger-health'
import { Figure, FigureStrip } from '../list/figure-strip'
import { Findings } from './findings'

function Verdict({ check }: { check: LedgerCheck }) {
  const { violations, error } = check
  if (violations === null) {
    return (
      <Alert variant="destructive" title="The last check did not finish">
        {error ?? 'Nobody knows why.'} That says nothing about the books: check again.
      </Alert>
    )
  }
  if (violations === 0) {
    return (
      <Alert variant="success" title="All is well">
        No rule was broken, of the ledger or of the payments.
      </Alert>
    )
  }
  return (
    <Alert variant="destructive" title={`${violations} broken ${violations === 1 ? 'rule' : 'rules'}`}>
      These hold in all correct books. Stop spending on the accounts concerned and find out what wrote to
      them.
    </Alert>
  )
}

/** What the latest check of the ledger found, and when that was. */
export function LedgerHealth({ last, overdueSince }: Omit<Health, 'runningSince'>) {
  if (!last) {
    return (
      <Card>
        <EmptyState
          icon={<ScanSearch />}
          title="Not checked yet"
          description="The daily job checks every account, grant, hold, transaction and payment. Nobody has to wait for it: check now."
        />
      </Card>
    )
  }
  const { startedAt, finishedAt, drift, accounts, openHolds, oldestHoldAt, findings, violations } = last
  const seconds = (new Date(finishedAt).getTime() - new Date(startedAt).getTime()) / 1000
  return (
    <div className="grid gap-6">
      <Verdict check={last} />
      {violations === null ? null : (
        <FigureStrip>
          <Figure label="Accounts" note="All of them read">
            <Amount value={accounts ?? 0} />
          </Figure>
          <Figure label="Drift" note="Between balances and ledger">
            <Amount value={drift ?? 0} />
          </Figure>
          <Figure
            label="Open holds"
            note={openHolds === 0 ? 'No credits were on hold' : 'Calls under way, and disputes'}
          >
            <Amount value={openHolds ?? 0} />
          </Figure>
          <Figure
            label="Oldest open hold"
            note={oldestHoldAt ? 'When it was placed' : 'No hold was open'}
            isLong={oldestHoldAt !== null}
          >
            {oldestHoldAt ? <LocalTime iso={oldestHoldAt} /> : 'None'}
          </Figure>
        </FigureStrip>
      )}
      <p className="text-muted-foreground text-sm">
        Checked <LocalTime iso={finishedAt} /> in {seconds.toFixed(seconds < 10 ? 1 : 0)} s,{' '}
        {last.askedBy ? `asked for by ${last.askedBy}` : 'by the daily job'}.{' '}
        {overdueSince ? (
          <span className="text-destructive">
            Work has been overdue since <LocalTime iso={overdueSince} />. Is the daily job running?
          </span>
        ) : (
          'Nothing is overdue.'
        )}
      </p>
      {findings && findings.length > 0 ? <Findings findings={findings} total={violations ?? 0} /> : null}
    </div>
  )
}
