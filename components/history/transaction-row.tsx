import type { Route } from 'next'
import Link from 'next/link'
import { Amount } from '@/components/ui/amount'
import { Badge } from '@/components/ui/badge'
import { LocalTime } from '@/components/ui/local-time'
import { cn } from '@/lib/cn'
import type { Transaction } from '@/lib/credits/transaction'
import { nameTransaction, summarizeTransaction } from '@/lib/credits/transaction-words'
import { transactionLinkId } from './transaction-link-id'

/** One movement of a list; leads to what it is made of. */
export function TransactionRow({ row, href }: { row: Transaction; href: Route }) {
  const { amount, model, refunded, balanceAfter, createdAt } = row
  return (
    <li>
      <Link
        id={transactionLinkId(row.id)}
        href={href}
        scroll={false}
        prefetch={false}
        className="flex items-center justify-between gap-4 px-5 py-3 transition-colors hover:bg-accent/60 focus-visible:outline-offset-[-2px] sm:px-6"
      >
        <span className="grid min-w-0 gap-0.5">
          <span className="flex min-h-5.5 min-w-0 flex-wrap items-center gap-x-2 gap-y-1">
            <span className="max-w-full truncate font-medium text-sm">{nameTransaction(row)}</span>
            {model ? <Badge variant="outline">{model}</Badge> : null}
            {refunded > 0 ? (
              <Badge variant="success">{refunded === -amount ? 'Refunded' : 'Refunded in part'}</Badge>
            ) : null}
          </span>
          <span className="text-pretty text-muted-foreground text-xs">
            <LocalTime iso={createdAt} /> · {summarizeTransaction(row)}
          </span>
        </span>
        <span className="grid shrink-0 gap-0.5 text-right">
          <Amount
            value={amount}
            sign
            className={cn('font-medium text-sm leading-5.5', amount > 0 && 'text-success')}
          />
          <span className="text-muted-foreground text-xs">
            Balance <Amount value={balanceAfter} />
          </span>
        </span>
      </Link>
    </li>
  )
}
