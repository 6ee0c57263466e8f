import { ArrowRight } from 'lucide-react'
import Link from 'next/link'
import type { ReactNode } from 'react'
import { Amount } from '@/components/ui/amount'
import { Badge } from '@/components/ui/badge'
import { LocalTime } from '@/components/ui/local-time'
import type { Transaction } from '@/lib/credits/transaction'
import { isAdjustment, nameTransaction, nameType } from '@/lib/credits/transaction-words'
import { formatNumber } from '@/lib/format-number'
import { historyHref } from '@/lib/history/href'
import type { HistoryQuery } from '@/lib/history/query'
import type { TransactionDetails as Details } from '@/lib/history/transaction-details'
import { toWords } from '@/lib/to-words'
import { GrantSlice } from './grant-slice'
import { UsageFacts } from './usage-facts'

const SLICES_TITLE: Record<Transaction['type'], string> = {
  grant: 'Credits added',
  deduction: 'Where these credits came from',
  refund: 'Where they were returned',
  expiry: 'What expired',
  transfer_in: 'Credits added',
  transfer_out: 'Where these credits came from',
  clawback: 'What was taken back',
  debt_payment: 'What paid the debt',
}

function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="grid gap-2 border-t px-5 py-5 sm:px-6">
      <h3 className="font-medium text-sm">{title}</h3>
      {children}
    </section>
  )
}

type TransactionDetailsProps = {
  details: Details
  /** The list behind: other transactions are opened beside the same one. */
  query: HistoryQuery
}

/** Explains one transaction: what it paid for, where its credits came from, what was held and given back. */
export function TransactionDetails({ details, query }: TransactionDetailsProps) {
  const { transaction, slices, usage, hold, refunds, refund_of: origin } = details
  const { type, amount, feature, model, createdAt, debtChange } = transaction
  const hrefOf = (id: number) => historyHref({ ...query, transaction: id })
  return (
    <>
      <div className="grid gap-3 px-5 py-5 sm:px-6">
        <div className="flex flex-wrap items-center gap-2">
          <Badge>{nameType(transaction)}</Badge>
          {details.by_admin ? <Badge variant="outline">By support</Badge> : null}
        </div>
        <div className="grid gap-1">
          <p className="wrap-anywhere font-medium">{nameTransaction(transaction)}</p>
          <p className="text-muted-foreground text-sm">
            <LocalTime iso={createdAt} />
          </p>
        </div>
        <p className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1">
          <Amount
            value={amount}
            sign
            unit
            className={`font-semibold text-3xl tracking-tight ${amount > 0 ? 'text-success' : ''}`}
          />
          <span className="inline-flex items-center gap-1.5 text-muted-foreground text-sm">
            Balance <Amount value={transaction.balanceBefore} />
            <ArrowRight aria-hidden className="size-3.5" />
            <span className="sr-only">to</span>
            <Amount value={transaction.balanceAfter} className="font-medium text-foreground" />
          </span>
        </p>
        {debtChange !== 0 ? (
          <p className="text-muted-foreground text-sm">
            {debtChange > 0 ? (
              <>
                <Amount value={debtChange} unit /> had been spent already and are owed: the next credits pay
                them.
              </>
            ) : (
              <>
                Pays <Amount value={-debtChange} unit /> that were owed.
              </>
            )}
          </p>
        ) : null}
      </div>

      {feature ? (
        <Section title={type === 'refund' ? 'Originally spent on' : 'Spent on'}>
          <UsageFacts feature={feature} model={model} usage={usage} />
        </Section>
      ) : null}

      {hold ? (
        <Section title="Hold">
          <p className="text-muted-foreground text-sm">
            <Amount value={hold.amount} unit /> {hold.amount === 1 ? 'was' : 'were'} put on hold on{' '}
            <LocalTime iso={hold.created_at} />. {describeCapture(hold)}
          </p>
        </Section>
      ) : null}

      {origin ? (
        <Section title="Refund of">
          <Link href={hrefOf(origin.id)} scroll={false} className="link w-fit text-sm">
            <Amount value={-origin.amount} unit /> for{' '}
            {origin.description ?? (origin.feature ? toWords(origin.feature) : 'a deduction')}, transaction{' '}
            {origin.id}
          </Link>
        </Section>
      ) : null}

      {refunds.length > 0 ? (
        <Section title="Refunds">
          <ul className="grid gap-1.5">
            {refunds.map((refund) => (
              <li key={refund.id} className="flex items-baseline justify-between gap-4 text-sm">
                <Link href={hrefOf(refund.id)} scroll={false} className="link min-w-0 truncate">
                  {refund.description ?? 'Refund'}, <LocalTime iso={refund.created_at} dateOnly />
                </Link>
                <Amount value={refund.amount} sign className="font-medium text-success" />
              </li>
            ))}
          </ul>
        </Section>
      ) : null}

      {slices.length > 0 ? (
        <Section title={SLICES_TITLE[type]}>
          <ul className="-my-1 divide-y">
            {slices.map((slice) => (
              <GrantSlice key={slice.grant_id} slice={slice} />
            ))}
          </ul>
          {transaction.hasGrace ? (
            <p className="text-muted-foreground text-sm">
              Credits that had expired can be used for 7 days after the refund.
            </p>
          ) : null}
        </Section>
      ) : null}

      {transaction.reference && !isAdjustment(transaction) ? (
        <Section title="Reference">
          <p className="break-all font-mono text-muted-foreground text-xs">{transaction.reference}</p>
        </Section>
      ) : null}
    </>
  )
}

function describeCapture({ amount, captured }: { amount: number; captured: number }): string {
  if (captured === amount) return 'All were spent.'
  return captured < amount
    ? `${formatNumber(captured)} were spent and ${formatNumber(amount - captured)} returned.`
    : `The run cost ${formatNumber(captured)}, so ${formatNumber(captured - amount)} more were taken.`
}
