import { RefreshCcw } from 'lucide-react'
import type { ComponentProps } from 'react'
import { Amount } from '@/components/ui/amount'
import { Badge } from '@/components/ui/badge'
import { LocalTime } from '@/components/ui/local-time'
import type { SubscriptionRow } from '@/lib/admin/shapes/record'
import { formatPrice } from '@/lib/pricing-plans'
import type { SubscriptionStatus } from '@/lib/subscriptions/plan'
import { PersonLink } from '../list/person-link'
import { RecordList, RecordRow } from '../list/record-list'

const STATES: Record<SubscriptionStatus, [label: string, variant: ComponentProps<typeof Badge>['variant']]> =
  {
    active: ['Active', 'success'],
    past_due: ['Payment due', 'warning'],
    on_hold: ['Payment failed', 'destructive'],
    paused: ['Paused', 'warning'],
    cancelled: ['Cancelled', 'secondary'],
    pending: ['Being set up', 'warning'],
    failed: ['Failed', 'destructive'],
    expired: ['Expired', 'secondary'],
  }

/** A state in a word or two. */
export const subscriptionState = (status: SubscriptionStatus) => STATES[status][0]

export const SUBSCRIPTION_OPTIONS = Object.entries(STATES).map(
  ([status, [label]]) => [status, label] as const,
)

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
        const [label, variant] =
          status === 'active' && row.cancelAtPeriodEnd ? (['Ending', 'warning'] as const) : STATES[status]
        return (
          <RecordRow
            key={id}
            title={<PersonLink id={userId} email={email} />}
            badge={<Badge variant={variant}>{label}</Badge>}
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
