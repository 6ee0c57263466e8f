import { MonitorSmartphone } from 'lucide-react'
import { ActionForm } from '@/components/form/action-form'
import { Alert } from '@/components/ui/alert'
import { Badge } from '@/components/ui/badge'
import { LocalTime } from '@/components/ui/local-time'
import { SubmitButton } from '@/components/ui/submit-button'

type Session = { id: string; device: string; createdAt: string; seenAt: string; isCurrent: boolean }

type SessionListProps = { sessions: readonly Session[]; hasFailed: boolean; endOthers: () => Promise<void> }

/** Where somebody is signed in, and the way to end all but this. */
export function SessionList({ sessions, hasFailed, endOthers }: SessionListProps) {
  const others = sessions.filter(({ isCurrent }) => !isCurrent).length
  return (
    <div className="grid gap-5">
      {hasFailed ? (
        <Alert variant="destructive">
          The other sessions could not be signed out. Try again in a moment.
        </Alert>
      ) : null}
      <ul className="divide-y rounded-lg border">
        {sessions.map(({ id, device, createdAt, seenAt, isCurrent }) => (
          <li key={id} className="flex items-start gap-3 px-4 py-3">
            <MonitorSmartphone aria-hidden className="mt-0.5 size-4 shrink-0 text-muted-foreground" />
            <div className="min-w-0 text-sm">
              <p className="flex flex-wrap items-center gap-2 font-medium">
                {device}
                {isCurrent ? <Badge variant="success">This browser</Badge> : null}
              </p>
              <p className="text-muted-foreground">
                Signed in <LocalTime iso={createdAt} />, last active <LocalTime iso={seenAt} />
              </p>
            </div>
          </li>
        ))}
      </ul>
      <ActionForm action={endOthers} className="grid justify-items-start gap-3">
        <SubmitButton variant="outline" disabled={others === 0}>
          Sign out everywhere else
        </SubmitButton>
      </ActionForm>
      <p className="text-muted-foreground text-sm">
        A browser signed out this way may still show pages for up to an hour.
      </p>
    </div>
  )
}
