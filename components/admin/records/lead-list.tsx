import { Footprints } from 'lucide-react'
import { Amount } from '@/components/ui/amount'
import { Badge } from '@/components/ui/badge'
import { LocalTime } from '@/components/ui/local-time'
import type { LeadRow } from '@/lib/admin/shapes/record'
import { PersonLink } from '../list/person-link'
import { RecordList, RecordRow } from '../list/record-list'

/** Trials as found, newest first: what they came to, and whom they became. */
export function LeadList({ leads, isNarrowed }: { leads: LeadRow[]; isNarrowed: boolean }) {
  return (
    <RecordList
      empty={{
        icon: <Footprints />,
        title: isNarrowed ? 'No such trials' : 'No trials yet',
        description: 'A visitor who tries a tool without an account shows here for 30 days.',
      }}
    >
      {leads.map(({ id, createdAt, claimedAt, userId, email, left, hasUsed }) => (
        <RecordRow
          key={id}
          title={claimedAt ? <PersonLink id={userId} email={email} /> : 'Visitor'}
          badge={
            claimedAt ? (
              <Badge variant="success">Signed up</Badge>
            ) : hasUsed ? (
              <Badge variant="brand">Has tried a tool</Badge>
            ) : (
              <Badge variant="secondary">Only looked</Badge>
            )
          }
          aside={
            <>
              Began <LocalTime iso={createdAt} />
            </>
          }
        >
          {/* Cut short on a phone; copied it is whole. */}
          <span className="max-w-[8ch] overflow-hidden whitespace-nowrap font-mono sm:max-w-none">{id}</span>
          {claimedAt ? (
            <span>
              Signed up <LocalTime iso={claimedAt} />
            </span>
          ) : (
            <span>
              <Amount value={left} unit /> left
            </span>
          )}
        </RecordRow>
      ))}
    </RecordList>
  )
}
