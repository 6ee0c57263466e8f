import Link from 'next/link'
import { subscriptionState } from '@/components/billing/plan/subscription-badge'
import { PurchaseBadge } from '@/components/billing/purchase-badge'
import { Alert } from '@/components/ui/alert'
import { Amount } from '@/components/ui/amount'
import { Card, CardContent, CardHeader, CardTitle } from '@/components/ui/card'
import { LocalTime } from '@/components/ui/local-time'
import type { EventDetails as Details } from '@/lib/admin/shapes/event'
import { Facts } from '../list/facts'
import { PersonLink } from '../list/person-link'
import { EventActs } from './event-acts'
import { EventBadge } from './event-badge'
import { eventPath } from './event-list'

const RETURNS = { refund: 'Refund', dispute: 'Dispute' }
const OUTCOMES = {
  pending: 'pending',
  open: 'open',
  void: 'no money returned',
  taken: 'money returned',
}

/** What came of an event, in the rows that it made or changed. */
function Outcome({ event }: { event: Details }) {
  const { purchase, subscription, returned, others } = event
  if (!purchase && !subscription && !returned && others.length === 0) {
    return (
      <p className="text-muted-foreground text-sm">
        No purchase or subscription matches the ids in this event.
      </p>
    )
  }
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
            <PersonLink
              id={purchase?.userId ?? subscription?.userId ?? null}
              email={purchase?.email ?? subscription?.email ?? null}
            />
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

/** One webhook event: what it says, what went wrong, what it led to, and what admins did about it. */
export function EventDetails({ event }: { event: Details }) {
  const { id, status, error, attempts, receivedAt, processedAt, payload, acts } = event
  return (
    <div className="grid grid-cols-1 gap-6">
      {error && status !== 'processed' && status !== 'ignored' ? (
        <Alert
          variant={status === 'failed' ? 'destructive' : 'warning'}
          title={status === 'failed' ? 'It failed' : 'Needs a decision'}
        >
          <p className="break-words first-letter:uppercase">{error}</p>
        </Alert>
      ) : null}
      <Card>
        <CardContent>
          <Facts
            items={[
              ['State', <EventBadge key="state" status={status} />],
              [
                'Id',
                <span key="id" className="break-all font-mono text-[0.8125rem]">
                  {id}
                </span>,
              ],
              ['Received', <LocalTime key="received" iso={receivedAt} />],
              ['Finished', processedAt ? <LocalTime iso={processedAt} /> : null],
              ['Attempts', String(attempts)],
            ]}
          />
        </CardContent>
      </Card>
      <Card>
        <CardHeader>
          <CardTitle>What it led to</CardTitle>
        </CardHeader>
        <CardContent>
          <Outcome event={event} />
        </CardContent>
      </Card>
      <EventActs acts={acts} />
      <Card>
        <CardHeader>
          <CardTitle>Payload</CardTitle>
        </CardHeader>
        <CardContent>
          <pre
            // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
            tabIndex={0}
            className="max-h-128 overflow-auto rounded-lg bg-muted p-4 font-mono text-xs leading-5"
          >
            {JSON.stringify(payload, null, 2)}
          </pre>
        </CardContent>
      </Card>
    </div>
  )
}
