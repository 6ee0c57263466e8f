import { ArrowDownUp } from 'lucide-react'
import { Amount } from '@/components/ui/amount'
import { LocalTime } from '@/components/ui/local-time'
import type { TransactionRow } from '@/lib/admin/shapes/record'
import { nameTransaction, nameType } from '@/lib/credits/transaction-words'
import { toWords } from '@/lib/to-words'
import { PersonLink } from '../list/person-link'
import { RecordList, RecordRow } from '../list/record-list'
import { nameAccount } from '../user/names'

type TransactionListProps = { transactions: TransactionRow[]; isNarrowed: boolean }

/** Ledger rows of everybody as found, newest first; each leads to whose it is. */
export function TransactionList({ transactions, isNarrowed }: TransactionListProps) {
  return (
    <RecordList
      empty={{
        icon: <ArrowDownUp />,
        title: isNarrowed ? 'No such transactions' : 'No transactions yet',
        description: isNarrowed
          ? 'Nothing of this kind happened on these days.'
          : 'They show here from the moment somebody’s first credits arrive.',
      }}
    >
      {transactions.map((row) => {
        const { id, amount, feature, model, description, createdAt, accountId, accountKind } = row
        const name = nameTransaction(row)
        const kind = nameType(row)
        return (
          <RecordRow
            key={id}
            title={
              row.userId ? (
                <PersonLink id={row.userId} email={row.email} />
              ) : (
                nameAccount(accountKind, accountId)
              )
            }
            figure={
              <Amount
                value={amount}
                sign
                className={
                  amount > 0 ? 'font-medium text-sm text-success' : 'font-medium text-foreground text-sm'
                }
              />
            }
          >
            <span>{name}</span>
            {name === kind ? null : <span>{kind}</span>}
            {description && feature ? <span>{toWords(feature)}</span> : null}
            {model ? <span>{model}</span> : null}
            <LocalTime iso={createdAt} />
            <span>No. {id}</span>
          </RecordRow>
        )
      })}
    </RecordList>
  )
}
