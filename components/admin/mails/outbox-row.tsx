import type { Route } from 'next'
import type { ReactNode } from 'react'
import { LocalTime } from '@/components/ui/local-time'
import type { ListedMail } from '@/lib/admin/shapes/mail'
import { RecordRow } from '../list/record-list'
import { MailBadge } from './mail-badge'
import { mailTitle } from './mail-title'

type OutboxRowProps = {
  mail: { id: number | string } & Pick<
    ListedMail,
    'kind' | 'subject' | 'status' | 'attempts' | 'error' | 'createdAt'
  >
  /** To whom it goes, where the list does not say so. */
  to?: ReactNode
  children?: ReactNode
}

/** A mail of the outbox in a list, leading to it. */
export function OutboxRow({ mail, to, children }: OutboxRowProps) {
  const { id, kind, subject, status, attempts, error, createdAt } = mail
  return (
    <RecordRow
      title={subject ?? mailTitle(kind)}
      href={`/admin/mails/${id}` as Route}
      badge={<MailBadge status={status} />}
      problem={status === 'sent' ? null : error}
      isWaiting={status !== 'failed'}
      aside={<LocalTime iso={createdAt} />}
    >
      {to}
      {subject ? <span>{mailTitle(kind)}</span> : null}
      {attempts > 1 ? <span>{attempts} attempts</span> : null}
      {children}
    </RecordRow>
  )
}
