import { Mail } from 'lucide-react'
import type { Route } from 'next'
import { LocalTime } from '@/components/ui/local-time'
import type { MailRow } from '@/lib/admin/shapes/mail'
import { RecordList, RecordRow } from '../list/record-list'
import { MailBadge } from './mail-badge'
import { mailTitle } from './mail-title'

/** Mails of the outbox as found, newest first. */
export function MailList({ mails, isNarrowed }: { mails: MailRow[]; isNarrowed: boolean }) {
  return (
    <RecordList
      empty={{
        icon: <Mail />,
        title: isNarrowed ? 'No such mails' : 'No mails yet',
        description: isNarrowed
          ? 'Search by the beginning of an address.'
          : 'What people are told by mail is kept here, sent or not.',
      }}
    >
      {mails.map(({ id, kind, status, attempts, error, email, createdAt, nextAttemptAt }) => (
        <RecordRow
          key={id}
          title={mailTitle(kind)}
          href={`/admin/mails/${id}` as Route}
          badge={<MailBadge status={status} />}
          problem={status === 'sent' ? null : error}
          aside={<LocalTime iso={createdAt} />}
        >
          <span className="break-all">{email}</span>
          {attempts > 1 ? <span>{attempts} attempts</span> : null}
          {nextAttemptAt && attempts > 0 ? (
            <span>
              Next attempt <LocalTime iso={nextAttemptAt} />
            </span>
          ) : null}
        </RecordRow>
      ))}
    </RecordList>
  )
}
