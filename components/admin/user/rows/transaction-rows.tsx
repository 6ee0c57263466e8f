import { Amount } from '@/components/ui/amount'
import { Badge } from '@/components/ui/badge'
import { LocalTime } from '@/components/ui/local-time'
import type { Transaction } from '@/lib/credits/transaction'
import { nameTransaction, nameType, SOURCE_LABELS } from '@/lib/credits/transaction-words'
import { formatNumber } from '@/lib/format-number'
import { toWords } from '@/lib/to-words'
import { RefundTransactionDialog } from '../refund-transaction-dialog'
import { Row, RowList } from '../row-list'

/** "30 from Purchase 12, 5 from Sign-up bonus 3" */
function nameGrants({ grants }: Transaction): string {
  return grants
    .map(({ amount, source, grantId }) => `${formatNumber(amount)} from ${SOURCE_LABELS[source]} ${grantId}`)
    .join(', ')
}

/** Somebody's ledger. What they spent can be refunded from here. */
export function TransactionRows({ userId, rows }: { userId: string; rows: Transaction[] }) {
  return (
    <RowList empty="No transactions" why="Every credit that comes or goes leaves a row here.">
      {rows.map((row) => {
        const { id, type, amount, feature, model, description, refunded, balanceAfter, createdAt } = row
        const title = nameTransaction(row)
        const kind = nameType(row)
        const refundable = type === 'deduction' ? -amount - refunded : 0
        return (
          <Row
            key={id}
            title={
              <>
                {title}
                {refunded > 0 ? (
                  <Badge variant="outline">
                    <Amount value={refunded} /> refunded
                  </Badge>
                ) : null}
              </>
            }
            figure={<Amount value={amount} sign className={amount > 0 ? 'text-success' : undefined} />}
            note={
              <>
                Balance <Amount value={balanceAfter} />
              </>
            }
            action={
              refundable > 0 ? (
                <RefundTransactionDialog userId={userId} transactionId={id} refundable={refundable} />
              ) : null
            }
          >
            {title === kind ? null : <span>{kind}</span>}
            <LocalTime iso={createdAt} />
            <span>No. {id}</span>
            {description && feature ? <span>{toWords(feature)}</span> : null}
            {model ? <span>{model}</span> : null}
            {row.grants.length > 0 ? <span>{nameGrants(row)}</span> : null}
          </Row>
        )
      })}
    </RowList>
  )
}
