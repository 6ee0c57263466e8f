import Link from 'next/link'
import { subscriptionState } from '@/components/billing/plan/subscription-badge'
import { PurchaseBadge } from '@/components/billing/purchase-badge'
import { Amount } from '@/components/ui/amount'
import { LocalTime } from '@/components/ui/local-time'
import type { EventDetails } from '@/lib/admin/shapes/event'
import { Facts } from '../list/facts'
import { listPath } from '../list/list-path'
import { PaymentLink } from '../list/payment-link'
import { PersonLink } from '../list/person-link'
import { EventBadge } from './event-badge'
import { eventPath } from './event-list'

const RETURNS = { refund: 'Refund', dispute: 'Dispute' }
const OUTCOMES = {
  pending: 'pending',
  open: 'open',
  void: 'no money returned',
  taken: 'money returned',
}

/** What came of an event, in the rows that it made or changed, and whom it is about. */
export function EventOutcome({ event }: { event: EventDetails }) {
  const { purchase, subscription, returned, others, customer } = event
  const isNothing = !purchase && !subscription && !returned && others.length === 0
  return (
    <div className="grid gap-3">
      {isNothing ? (
        <p className="text-muted-foreground text-sm">
          No purchase or subscription matches the ids in this event.
        </p>
      ) : null}
      {isNothing && !customer ? null : <OutcomeFacts event={event} />}
    </div>
  )
}

function OutcomeFacts({
  event: { purchase, subscription, returned, others, customer },
}: {
  event: EventDetails
}) {
  const userId = purchase?.userId ?? subscription?.userId ?? null
  return (
    <Facts
      items={[
        [
          'Purchase',
          purchase ? (
            <span className="flex flex-wrap items-center gap-x-2.5 gap-y-1">
              <Link
                href={`/admin/purchases?q=${purchase.id}`}
                className="font-medium underline-offset-4 hover:underline"
              >
                {purchase.package}, <Amount value={purchase.credits} unit />
              </Link>
              <PurchaseBadge state={purchase.state} />
            </span>
          ) : null,
        ],
        ['Paid by', purchase?.otherPayment ? <PaymentLink id={purchase.otherPayment} /> : null],
        [
          'Subscription',
          subscription ? (
            <Link
              href={`/admin/subscriptions?q=${subscription.id}`}
              className="font-medium underline-offset-4 hover:underline"
            >
              {subscription.plan}, {subscriptionState(subscription.status).toLowerCase()}
            </Link>
          ) : null,
        ],
        ['Money back', returned ? `${RETURNS[returned.kind]}, ${OUTCOMES[returned.outcome]}` : null],
        [
          'Person',
          purchase || subscription ? (
            <PersonLink id={userId} email={purchase?.email ?? subscription?.email ?? null} />
          ) : null,
        ],
        [
          'Customer',
          customer && userId === null ? (
            <Link
              href={listPath('/admin/users', { q: customer })}
              className="wrap-anywhere underline-offset-4 hover:underline"
            >
              {customer}
            </Link>
          ) : null,
        ],
        [
          'Same payment or subscription',
          others.length > 0 ? (
            <ul className="grid gap-2">
              {others.map(({ id, type, status, receivedAt }) => (
                <li key={id} className="flex flex-wrap items-center gap-x-2.5 gap-y-1">
                  <Link href={eventPath(id)} className="underline-offset-4 hover:underline">
                    {type}
                  </Link>
                  <EventBadge status={status} />
                  <span className="text-muted-foreground text-xs">
                    <LocalTime iso={receivedAt} />
                  </span>
                </li>
              ))}
            </ul>
          ) : null,
        ],
      ]}
    />
  )
}
