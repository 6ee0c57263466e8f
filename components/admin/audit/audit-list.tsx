import { ScrollText } from 'lucide-react'
import Link from 'next/link'
import { Badge } from '@/components/ui/badge'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { LocalTime } from '@/components/ui/local-time'
import type { AdminAction } from '@/lib/admin/shapes/admin-action'
import { cn } from '@/lib/cn'
import { toWords } from '@/lib/to-words'
import { PersonLink } from '../list/person-link'
import { FactsDiff } from './facts-diff'
import { subjectPath } from './subject-path'

function Subject({ subject }: { subject: string }) {
  const path = subjectPath(subject)
  const className = 'wrap-anywhere font-mono text-xs'
  if (!path) return <span className={className}>{subject}</span>
  return (
    <Link
      href={path}
      prefetch={false}
      className={cn(className, 'underline-offset-4 hover:text-foreground hover:underline')}
    >
      {subject}
    </Link>
  )
}

function Target({ target, targetId, subject }: AdminAction) {
  return (
    <>
      {target && targetId ? <PersonLink id={targetId} email={target} /> : null}
      {targetId && !target ? (
        <span className="font-normal text-muted-foreground text-xs">
          <span className="wrap-anywhere font-mono">{targetId}</span>, deleted user
        </span>
      ) : null}
      {subject ? <Subject subject={subject} /> : null}
    </>
  )
}

/** What admins did, newest first, each with what it changed. */
export function AuditList({ actions, isNarrowed }: { actions: AdminAction[]; isNarrowed: boolean }) {
  return (
    <Card className="overflow-hidden">
      {actions.length === 0 ? (
        <EmptyState
          icon={<ScrollText />}
          title={isNarrowed ? 'No matching actions' : 'Nothing yet'}
          description={
            isNarrowed
              ? 'Search by the beginning of an email address or a name, or by an id.'
              : 'Every change an admin makes is recorded here and can’t be edited.'
          }
        />
      ) : (
        <ul className="divide-y">
          {actions.map((row) => (
            <li
              key={row.id}
              className="grid gap-x-6 gap-y-2 px-5 py-4 sm:px-6 lg:grid-cols-[minmax(0,1fr)_minmax(0,1fr)]"
            >
              <div className="grid min-w-0 content-start gap-1">
                <p className="flex flex-wrap items-center gap-x-2 gap-y-1 font-medium text-sm">
                  <Badge variant="outline">{toWords(row.action)}</Badge>
                  <Target {...row} />
                </p>
                {row.reason ? <p className="wrap-anywhere text-sm">“{row.reason}”</p> : null}
                <p className="wrap-anywhere flex flex-wrap gap-x-3 gap-y-0.5 text-muted-foreground text-xs">
                  <span>By {row.actor ?? `${row.actorId}, deleted user`}</span>
                  <LocalTime iso={row.createdAt} />
                </p>
              </div>
              <FactsDiff before={row.before} after={row.after} />
            </li>
          ))}
        </ul>
      )}
    </Card>
  )
}
