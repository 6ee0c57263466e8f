import { Clock } from 'lucide-react'
import { Badge } from '@/components/ui/badge'
import { LocalTime } from '@/components/ui/local-time'
import type { JobRun } from '@/lib/admin/shapes/job-run'
import { RecordList, RecordRow } from '../list/record-list'
import { formatDuration } from './format-duration'

type Json = JobRun['result']

/** What a run did, as "accounts 3, mails sent 2": the numbers in its answer that are not 0. */
export function summarize(result: Json, name = ''): string[] {
  if (typeof result === 'number') return result === 0 ? [] : [`${name} ${result}`.trim()]
  if (result === null || typeof result !== 'object' || Array.isArray(result)) return []
  return Object.entries(result).flatMap(([key, value]) => {
    const words = key
      .replace(/([A-Z])/g, ' $1')
      .replaceAll('_', ' ')
      .toLowerCase()
    return summarize(value, name ? `${name} ${words}` : words)
  })
}

/** Runs of jobs as found, newest first. */
export function RunList({ runs, titles }: { runs: JobRun[]; titles: ReadonlyMap<string, string> }) {
  return (
    <RecordList
      empty={{
        icon: <Clock />,
        title: 'No such runs',
        description: 'Each run of a job is kept for 90 days.',
      }}
    >
      {runs.map(({ id, job, startedAt, durationMs, result, error }) => {
        const did = summarize(result)
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
            {error ? null : <span>{did.length > 0 ? did.join(', ') : 'Nothing was to be done'}</span>}
          </RecordRow>
        )
      })}
    </RecordList>
  )
}
