import { Clock } from 'lucide-react'
import { Badge } from '@/components/ui/badge'
import { LocalTime } from '@/components/ui/local-time'
import type { JobRun } from '@/lib/admin/shapes/job-run'
import { RecordList, RecordRow } from '../list/record-list'
import { describeRun } from './describe-run'
import { formatDuration } from './format-duration'

type RunListProps = { runs: JobRun[]; titles: ReadonlyMap<string, string>; isNarrowed: boolean }

/** Runs of jobs as found, newest first. */
export function RunList({ runs, titles, isNarrowed }: RunListProps) {
  return (
    <RecordList
      empty={{
        icon: <Clock />,
        title: isNarrowed ? 'No such runs' : 'No runs yet',
        description: 'Each run of a job is kept for 90 days.',
      }}
    >
      {runs.map(({ id, job, startedAt, durationMs, result, error }) => {
        return (
          <RecordRow
            key={id}
            title={titles.get(job) ?? job}
            badge={error ? <Badge variant="destructive">Failed</Badge> : null}
            problem={error}
            aside={
              <>
                <LocalTime iso={startedAt} /> · {formatDuration(durationMs)}
              </>
            }
          >
            {error ? null : <span>{describeRun(result)}</span>}
          </RecordRow>
        )
      })}
    </RecordList>
  )
}
