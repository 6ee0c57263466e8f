import { Webhook } from 'lucide-react'
import type { Route } from 'next'
import { LocalTime } from '@/components/ui/local-time'
import type { EventRow } from '@/lib/admin/shapes/event'
import { RecordList, RecordRow } from '../list/record-list'
import { EventBadge } from './event-badge'

export const eventPath = (id: string) => `/admin/webhooks/${encodeURIComponent(id)}` as Route

/** Webhook events as found, newest first. */
export function EventList({ events, isNarrowed }: { events: EventRow[]; isNarrowed: boolean }) {
  return (
    <RecordList
      empty={{
        icon: <Webhook />,
        title: isNarrowed ? 'No such events' : 'No events yet',
        description: isNarrowed
          ? 'Search by the whole id of an event, a payment, a subscription or a purchase, or by a whole email address.'
          : 'What Dodo tells us shows here, from the first checkout on.',
      }}
    >
      {events.map(({ id, type, status, error, attempts, customer, receivedAt }) => (
        <RecordRow
          key={id}
          title={type}
          href={eventPath(id)}
          badge={<EventBadge status={status} />}
          problem={status === 'failed' || status === 'parked' ? error : null}
          isWaiting={status === 'parked'}
          aside={<LocalTime iso={receivedAt} />}
        >
          <span className="break-all font-mono">{id}</span>
          {customer ? <span className="break-all">{customer}</span> : null}
          {attempts > 1 ? <span>{attempts} attempts</span> : null}
        </RecordRow>
      ))}
    </RecordList>
  )
}
