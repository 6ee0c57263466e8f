import { Mail } from 'lucide-react'
import type { Route } from 'next'
import { LocalTime } from '@/components/ui/local-time'
import type { ListedMail } from '@/lib/admin/shapes/mail'
import { RecordList, RecordRow } from '../list/record-list'
import { MailBadge } from './mail-badge'
import { mailTitle } from './mail-title'

/** Mails of the outbox as found, newest first. */
export function MailList({ mails, isNarrowed }: { mails: ListedMail[]; isNarrowed: boolean }) {
  return (
    <RecordList
      empty={{
        icon: <Mail />,
        title: isNarrowed ? 'No such mails' : 'No mails yet',
        description: isNarrowed
          ? 'Search by the beginning of an address. Mails to sign in, confirm an address or reset a password are sent by Supabase and are not here.'
          : 'What people are told by mail is kept here, sent or not.',
      }}
    >
      {mails.map(({ id, kind, subject, status, attempts, error, email, createdAt, nextAttemptAt }) => (
        <RecordRow
          key={id}
          title={subject ?? mailTitle(kind)}
          href={`/admin/mails/${id}` as Route}
          badge={<MailBadge status={status} />}
          problem={status === 'sent' ? null : error}
          aside={<LocalTime iso={createdAt} />}
        >
          <span className="break-all">{email}</span>
          {subject ? <span>{mailTitle(kind)}</span> : null}
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
