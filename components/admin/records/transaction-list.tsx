import { ArrowDownUp } from 'lucide-react'
import Link from 'next/link'
import { Amount } from '@/components/ui/amount'
import { LocalTime } from '@/components/ui/local-time'
import type { TransactionRow } from '@/lib/admin/shapes/record'
import { cn } from '@/lib/cn'
import { nameTransaction, nameType, SOURCE_LABELS } from '@/lib/credits/transaction-words'
import { toWords } from '@/lib/to-words'
import { PersonLink } from '../list/person-link'
import { RecordList, RecordRow } from '../list/record-list'
import { nameAccount, userPath } from '../user/names'

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
        const { id, userId, amount, feature, model, description, source, createdAt, accountId, accountKind } =
          row
        const name = nameTransaction(row)
        const kind = source ? SOURCE_LABELS[source] : nameType(row)
        return (
          <RecordRow
            key={id}
            title={
              userId ? <PersonLink id={userId} email={row.email} /> : nameAccount(accountKind, accountId)
            }
            figure={
              <Amount
                value={amount}
                sign
                className={cn('font-medium text-foreground text-sm', amount > 0 && 'text-success')}
              />
            }
          >
            <span>{name}</span>
            {name === kind ? null : <span>{kind}</span>}
            {description && feature ? <span>{toWords(feature)}</span> : null}
            {model ? <span>{model}</span> : null}
            <LocalTime iso={createdAt} />
            {userId ? (
              <Link
                // From the row above it on, so that it is the first.
                href={userPath(userId, 'transactions', String(Number(id) + 1))}
                className="underline-offset-4 hover:text-foreground hover:underline"
              >
                No. {id}
              </Link>
            ) : (
              <span>No. {id}</span>
            )}
          </RecordRow>
        )
      })}
    </RecordList>
  )
}
