import { Mail } from 'lucide-react'
import { LocalTime } from '@/components/ui/local-time'
import type { ListedMail } from '@/lib/admin/shapes/mail'
import { RecordList } from '../list/record-list'
import { OutboxRow } from './outbox-row'

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
      {mails.map((mail) => (
        <OutboxRow key={mail.id} mail={mail} to={<span className="break-all">{mail.email}</span>}>
          {mail.nextAttemptAt && mail.attempts > 0 ? (
            <span>
              Next attempt <LocalTime iso={mail.nextAttemptAt} />
            </span>
          ) : null}
        </OutboxRow>
      ))}
    </RecordList>
  )
}
