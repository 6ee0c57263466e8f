import { Alert } from '@/components/ui/alert'
import { Card, CardContent, CardHeader, CardTitle } from '@/components/ui/card'
import { LocalTime } from '@/components/ui/local-time'
import type { MailDetails as Details } from '@/lib/admin/shapes/mail'
import { toWords } from '@/lib/to-words'
import { Facts } from '../list/facts'
import { PersonLink } from '../list/person-link'
import { MailBadge } from './mail-badge'
import { mailTitle } from './mail-title'

const ACTIONS: Record<string, string> = {
  retry_mail: 'Tried again',
  cancel_mail: 'Not to be sent',
  resend_mail: 'Sent again',
}

type Preview = { subject: string; html: string } | { problem: string }

/** One mail of the outbox: its state, what admins did with it, and what it says. */
export function MailDetails({ mail, preview }: { mail: Details; preview: Preview }) {
  const { kind, status, attempts, error, userId, email, createdAt, sentAt, nextAttemptAt, actions } = mail
  return (
    <div className="grid grid-cols-1 gap-6">
      {error && status !== 'sent' ? (
        <Alert variant={status === 'failed' ? 'destructive' : 'warning'} title="The last attempt failed">
          {error}
        </Alert>
      ) : null}
      <Card>
        <CardContent>
          <Facts
            items={[
              ['State', <MailBadge key="state" status={status} />],
              ['To', <PersonLink key="to" id={userId} email={email} />],
              ['Kind', 'subject' in preview ? mailTitle(kind) : null],
              ['Queued', <LocalTime key="written" iso={createdAt} />],
              ['Sent', sentAt ? <LocalTime iso={sentAt} /> : null],
              ['Next attempt', nextAttemptAt ? <LocalTime iso={nextAttemptAt} /> : null],
              ['Attempts', String(attempts)],
              [
                'By admins',
                actions.length > 0 ? (
                  <ul className="grid gap-1">
                    {actions.map(({ at, by, action }) => (
                      <li key={at}>
                        {ACTIONS[action] ?? toWords(action)} by {by ?? 'a deleted user'},{' '}
                        <LocalTime iso={at} />
                      </li>
                    ))}
                  </ul>
                ) : null,
              ],
            ]}
          />
        </CardContent>
      </Card>
      <Card className="overflow-hidden">
        <CardHeader>
          <CardTitle>What it says</CardTitle>
        </CardHeader>
        <CardContent>
          {'html' in preview ? (
            // No scripts, no forms, no way out of the frame. A mail is light or dark as the system is.
            <iframe
              title="Preview of the mail"
              sandbox=""
              srcDoc={preview.html}
              className="h-160 w-full rounded-lg border"
            />
          ) : (
            <Alert variant="warning" title="It can’t be composed">
              {preview.problem}
            </Alert>
          )}
        </CardContent>
      </Card>
    </div>
  )
}
