import { Card } from '@/components/ui/card'
import { LocalTime } from '@/components/ui/local-time'
import type { JobState } from '@/lib/admin/shapes/job-run'
import { formatDuration } from './format-duration'
import { JobState as State } from './job-state'
import { RunButton } from './run-button'

type ScheduledJob = JobState & {
  title: string
  about: string
  /** ISO 8601; null: nothing schedules it. */
  nextDue: string | null
  /** It did not run when it was due. */
  isLate: boolean
}

/** Every job: how its last run went, when it is due, and a button that runs it now. */
export function JobList({ jobs }: { jobs: ScheduledJob[] }) {
  return (
    <Card>
      <ul className="divide-y">
        {jobs.map(({ job, title, about, last, lastGood, nextDue, isLate }) => (
          <li
            key={job}
            className="grid gap-x-6 gap-y-3 px-5 py-4 sm:grid-cols-[minmax(0,1fr)_auto] sm:items-center sm:px-6"
          >
            <div className="grid gap-1">
              <p className="flex flex-wrap items-center gap-x-2.5 gap-y-1 font-medium text-sm">
                {title}
                <State last={last} isLate={isLate} />
              </p>
              <p className="text-muted-foreground text-sm">{about}</p>
              <p className="tabular flex flex-wrap gap-x-4 gap-y-0.5 pt-0.5 text-muted-foreground text-xs">
                {last ? (
                  <span>
                    Last run <LocalTime iso={last.startedAt} />, took {formatDuration(last.durationMs)}
                  </span>
                ) : null}
                {last?.error && lastGood ? (
                  <span>
                    Last success <LocalTime iso={lastGood} />
                  </span>
                ) : null}
                <span>
                  {nextDue ? (
                    <>
                      Next run <LocalTime iso={nextDue} />
                    </>
                  ) : (
                    'No fixed time: runs when your own scheduler calls it'
                  )}
                </span>
              </p>
              {last?.error ? <p className="break-words text-destructive text-xs">{last.error}</p> : null}
            </div>
            <RunButton job={job} title={title} />
          </li>
        ))}
      </ul>
    </Card>
  )
}
