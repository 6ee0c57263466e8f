import { RefreshCcw } from 'lucide-react'
import { SubscriptionBadge } from '@/components/billing/plan/subscription-badge'
import { Amount } from '@/components/ui/amount'
import { LocalTime } from '@/components/ui/local-time'
import type { SubscriptionRow } from '@/lib/admin/shapes/record'
import { formatPrice } from '@/lib/pricing-plans'
import { PersonLink } from '../list/person-link'
import { RecordList, RecordRow } from '../list/record-list'

/** What happens at the end of the paid period. */
function Outlook({ status, cancelAtPeriodEnd, nextPlan, periodEnd, endedAt }: SubscriptionRow) {
  if (endedAt) {
    return (
      <>
        Ended <LocalTime iso={endedAt} dateOnly />
      </>
    )
  }
  const isEnding = cancelAtPeriodEnd || status === 'cancelled'
  return (
    <>
      {isEnding
        ? 'Ends'
        : nextPlan
          ? `${nextPlan} from`
          : status === 'paused'
            ? 'Paid until'
            : 'Next payment'}{' '}
      <LocalTime iso={periodEnd} dateOnly />
    </>
  )
}

/** Subscriptions as found, newest first. */
export function SubscriptionList({
  subscriptions,
  isNarrowed,
}: {
  subscriptions: SubscriptionRow[]
  isNarrowed: boolean
}) {
  return (
    <RecordList
      empty={{
        icon: <RefreshCcw />,
        title: isNarrowed ? 'No such subscriptions' : 'No subscriptions yet',
        description: isNarrowed
          ? 'Search by the beginning of an address, or by the whole id of a subscription.'
          : 'They show here from the moment somebody’s first payment for a plan arrives.',
      }}
    >
      {subscriptions.map((row) => {
        const { id, status, plan, userId, email, priceCents, currency, credits, createdAt } = row
        return (
          <RecordRow
            key={id}
            title={<PersonLink id={userId} email={email} />}
            badge={<SubscriptionBadge status={status} isEnding={row.cancelAtPeriodEnd} />}
            aside={
              <div className="flex flex-wrap items-baseline gap-x-3 sm:grid">
                <span className="text-foreground text-sm">{formatPrice(priceCents, currency)} a month</span>
                <span>
                  <Outlook {...row} />
                </span>
              </div>
            }
          >
            <span>
              {plan}, <Amount value={credits} unit />
            </span>
            <span>
              Since <LocalTime iso={createdAt} dateOnly />
            </span>
            <span className="break-all font-mono">{id}</span>
          </RecordRow>
        )
      })}
    </RecordList>
  )
}
