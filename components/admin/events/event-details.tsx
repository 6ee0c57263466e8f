import { Alert } from '@/components/ui/alert'
import { Card, CardContent, CardHeader, CardTitle } from '@/components/ui/card'
import { LocalTime } from '@/components/ui/local-time'
import type { EventDetails as Details } from '@/lib/admin/shapes/event'
import { Facts } from '../list/facts'
import { EventActs } from './event-acts'
import { EventBadge } from './event-badge'
import { EventOutcome } from './event-outcome'

/** What to do about a payment that waits for a decision and can't be accepted. */
function guide({ type, status, purchase }: Details): string | null {
  if (status !== 'parked' || purchase?.acceptance || !type.startsWith('payment.')) return null
  if (!purchase || purchase.otherPayment) {
    return 'Refund it at Dodo, or give credits with “Adjust balance” on the person’s page. Then mark it as resolved.'
  }
  return purchase.state === 'refunded'
    ? 'Its money went back. Mark it as resolved.'
    : 'Refund it on its purchase. Then mark it as resolved.'
}

/** One webhook event: what it says, what went wrong, what it led to, and what admins did about it. */
export function EventDetails({ event }: { event: Details }) {
  const { id, status, error, attempts, receivedAt, processedAt, payload, acts } = event
  const guidance = guide(event)
  return (
    <div className="grid grid-cols-1 gap-6">
      {error && status !== 'processed' && status !== 'ignored' ? (
        <Alert
          variant={status === 'failed' ? 'destructive' : 'warning'}
          title={status === 'failed' ? 'It failed' : 'Needs a decision'}
        >
          <p className="break-words first-letter:uppercase">{error}</p>
          {guidance ? <p className="mt-1">{guidance}</p> : null}
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
          <EventOutcome event={event} />
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
