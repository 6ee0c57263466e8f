import { CalendarCheck } from 'lucide-react'
import { PurchaseBadge } from '@/components/billing/purchase-badge'
import { Amount } from '@/components/ui/amount'
import { LocalTime } from '@/components/ui/local-time'
import type { PlanPayment } from '@/lib/admin/shapes/record'
import { formatPrice } from '@/lib/pricing-plans'
import { PaymentLink } from '../list/payment-link'
import { PersonLink } from '../list/person-link'
import { RecordList, RecordRow } from '../list/record-list'

type PlanPaymentListProps = {
  payments: PlanPayment[]
  isNarrowed: boolean
  /** Of one person, who need not be named in each row. */
  isOfOne?: boolean
}

/** What was paid for plans as found, the last paid first; each leads to its webhook events. */
export function PlanPaymentList({ payments, isNarrowed, isOfOne = false }: PlanPaymentListProps) {
  return (
    <RecordList
      empty={{
        icon: <CalendarCheck />,
        title: isNarrowed ? 'No such payments' : 'No payments for plans yet',
        description: isNarrowed
          ? 'Search by the beginning of an address, or by the whole id of a payment or a subscription.'
          : 'They show here from the moment somebody’s first payment for a plan arrives.',
      }}
    >
      {payments.map(({ id, plan, isChange, userId, email, state, credits, paymentId, ...money }) => {
        const name = isChange ? `Change to ${plan}` : plan
        return (
          <RecordRow
            key={id}
            title={isOfOne ? name : <PersonLink id={userId} email={email} />}
            badge={<PurchaseBadge state={state} />}
            figure={
              <div className="grid">
                <span className="font-medium text-foreground text-sm">
                  {formatPrice(money.cents, money.currency)}
                </span>
                {money.returnedCents > 0 ? (
                  <span>{formatPrice(money.returnedCents, money.currency)} returned</span>
                ) : null}
              </div>
            }
          >
            <span>
              {isOfOne ? null : `${name}, `}
              <Amount value={credits} unit />
            </span>
            <span>
              Paid <LocalTime iso={money.paidAt} />
            </span>
            <span>
              <LocalTime iso={money.periodStart} dateOnly /> to <LocalTime iso={money.periodEnd} dateOnly />
            </span>
            <PaymentLink id={paymentId} />
          </RecordRow>
        )
      })}
    </RecordList>
  )
}
