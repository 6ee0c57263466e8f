import { Box } from 'lucide-react'
import type { ComponentProps } from 'react'
import { Badge } from '@/components/ui/badge'
import { LocalTime } from '@/components/ui/local-time'
import type { ModelRow, ModelStatus } from '@/lib/admin/shapes/record'
import { formatBytes } from '@/lib/models/model-file'
import { PersonLink } from '../list/person-link'
import { RecordList, RecordRow } from '../list/record-list'

const STATES: Record<ModelStatus, [label: string, variant: ComponentProps<typeof Badge>['variant']]> = {
  training: ['Training', 'brand'],
  uploading: ['Uploading', 'warning'],
  ready: ['Ready', 'success'],
  failed: ['Failed', 'destructive'],
  removing: ['Being removed', 'secondary'],
}

export const MODEL_OPTIONS = Object.entries(STATES).map(([status, [label]]) => [status, label] as const)

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
          badge={<Badge variant={STATES[status][1]}>{STATES[status][0]}</Badge>}
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
