import { Inbox } from 'lucide-react'
import type { ComponentProps } from 'react'
import { Amount } from '@/components/ui/amount'
import { Badge } from '@/components/ui/badge'
import { LocalTime } from '@/components/ui/local-time'
import type { GrantRow, UsageRow, UserMailRow } from '@/lib/admin/shapes/user-rows'
import { isPaused, SOURCE_LABELS } from '@/lib/credits/transaction-words'
import { toWords } from '@/lib/to-words'
import { formatDuration } from '../../jobs/format-duration'
import { RecordList } from '../../list/record-list'
import { OutboxRow } from '../../mails/outbox-row'
import { Row, RowList } from '../row-list'

type Variant = ComponentProps<typeof Badge>['variant']

const OUTCOMES: Record<UsageRow['outcome'], [label: string, variant: Variant]> = {
  succeeded: ['Succeeded', 'success'],
  failed: ['Failed', 'destructive'],
  timeout: ['Timed out', 'warning'],
  aborted: ['Stopped by caller', 'secondary'],
}

/** Every grant there ever was. */
export function GrantRows({ rows }: { rows: GrantRow[] }) {
  return (
    <RowList empty="No grants" why="Credits come in grants: bonuses, plans, purchases, adjustments.">
      {rows.map(({ id, source, amount, remaining, expired, expiresAt, createdAt, reference }) => (
        <Row
          key={id}
          title={
            <>
              {SOURCE_LABELS[source]}
              {remaining === 0 ? <Badge>{expired > 0 ? 'Expired' : 'Spent'}</Badge> : null}
            </>
          }
          figure={<Amount value={remaining} />}
          note={
            <>
              of <Amount value={amount} />
            </>
          }
        >
          <span>Grant {id}</span>
          <LocalTime iso={createdAt} />
          {expiresAt ? (
            <span>
              {expired > 0 ? 'Expired' : 'Expires'} <LocalTime iso={expiresAt} />
            </span>
          ) : (
            <span>{isPaused(source, expiresAt) ? 'Kept while the plan is paused' : 'Never expires'}</span>
          )}
          {expired > 0 ? (
            <span>
              <Amount value={expired} /> expired unspent
            </span>
          ) : null}
          {reference ? <span className="font-mono">{reference}</span> : null}
        </Row>
      ))}
    </RowList>
  )
}

/** Their metered calls, failed ones too. */
export function UsageRows({ rows }: { rows: UsageRow[] }) {
  return (
    <RowList empty="No calls" why="Every call of a tool or of the API that is metered shows here.">
      {rows.map(({ id, feature, model, credits, tokensIn, tokensOut, durationMs, outcome, createdAt }) => {
        const [label, variant] = OUTCOMES[outcome]
        return (
          <Row
            key={id}
            title={
              <>
                {toWords(feature)}
                <Badge variant={variant}>{label}</Badge>
              </>
            }
            figure={<Amount value={credits} unit />}
            note={formatDuration(durationMs)}
          >
            <LocalTime iso={createdAt} />
            {model ? <span>{model}</span> : null}
            {tokensIn + tokensOut > 0 ? (
              <span>
                <Amount value={tokensIn} /> tokens in, <Amount value={tokensOut} /> out
              </span>
            ) : null}
          </Row>
        )
      })}
    </RowList>
  )
}

/** What was mailed to them, or is about to be. */
export function MailRows({ rows }: { rows: UserMailRow[] }) {
  return (
    <RecordList
      empty={{
        icon: <Inbox />,
        title: 'No mail',
        description:
          'Receipts, warnings and the like show here once they are written. Mails to sign in are sent by Supabase and are not among them.',
      }}
    >
      {rows.map((mail) => (
        <OutboxRow key={mail.id} mail={mail} />
      ))}
    </RecordList>
  )
}
