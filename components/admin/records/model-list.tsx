import { Box } from 'lucide-react'
import { ModelBadge } from '@/components/models/model-badge'
import { LocalTime } from '@/components/ui/local-time'
import type { ModelRow } from '@/lib/admin/shapes/record'
import { formatBytes } from '@/lib/models/model-file'
import { PersonLink } from '../list/person-link'
import { RecordList, RecordRow } from '../list/record-list'

/** Everybody's models as found, newest first. */
export function ModelList({ models, isNarrowed }: { models: ModelRow[]; isNarrowed: boolean }) {
  return (
    <RecordList
      empty={{
        icon: <Box />,
        title: isNarrowed ? 'No such models' : 'No models yet',
        description: isNarrowed
          ? 'Search by the beginning of the owner’s address.'
          : 'What people train or upload shows here while it is kept.',
      }}
    >
      {models.map(({ id, name, status, sizeBytes, userId, email, createdAt, retainUntil }) => (
        <RecordRow
          key={id}
          title={name}
          badge={<ModelBadge status={status} />}
          aside={
            retainUntil ? (
              <>
                Kept until <LocalTime iso={retainUntil} dateOnly />
              </>
            ) : null
          }
        >
          <PersonLink id={userId} email={email} />
          {sizeBytes === null ? null : <span className="tabular">{formatBytes(sizeBytes)}</span>}
          <span>
            Added <LocalTime iso={createdAt} dateOnly />
          </span>
        </RecordRow>
      ))}
    </RecordList>
  )
}
