import { Card, CardContent, CardHeader, CardTitle } from '@/components/ui/card'
import { LocalTime } from '@/components/ui/local-time'
import type { EventDetails } from '@/lib/admin/shapes/event'

type Act = EventDetails['acts'][number]

const ACTS: Record<Act['action'], string> = {
  replay_webhook: 'Replayed',
  dismiss_webhook: 'Marked as resolved',
  accept_purchase: 'Payment accepted',
}

/** What admins did about an event, newest first, each with what they found and why they did it. */
export function EventActs({ acts }: { acts: Act[] }) {
  if (acts.length === 0) return null
  return (
    <Card>
      <CardHeader>
        <CardTitle>What admins did</CardTitle>
      </CardHeader>
      <CardContent>
        <ul className="grid gap-3 text-sm">
          {acts.map(({ action, at, by, reason, found }) => (
            <li key={at} className="wrap-anywhere grid gap-0.5">
              <p>
                <span className="font-medium">{ACTS[action]}</span> by {by ?? 'a deleted user'},{' '}
                <LocalTime iso={at} />
              </p>
              {found ? (
                <p className="text-muted-foreground">
                  after attempt {found.attempts} had {found.status === 'parked' ? 'set it aside' : 'failed'}
                  {found.error ? `: ${found.error}` : ''}
                </p>
              ) : null}
              {reason ? <p>“{reason}”</p> : null}
            </li>
          ))}
        </ul>
      </CardContent>
    </Card>
  )
}
