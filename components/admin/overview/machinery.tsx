import type { Route } from 'next'
import Link from 'next/link'
import type { ReactNode } from 'react'
import { formatValue } from '@/components/charts/series'
import { Badge } from '@/components/ui/badge'
import { Card, CardDescription, CardHeader, CardTitle } from '@/components/ui/card'
import { LocalTime } from '@/components/ui/local-time'
import type { Machinery } from '@/lib/reports/overview'
import { formatDuration } from '../jobs/format-duration'
import { JobState } from '../jobs/job-state'

/** Counts are cut off there, see `admin_machinery`. */
export const COUNT_LIMIT = 1000
const countOf = (count: number) => (count >= COUNT_LIMIT ? '1,000+' : formatValue(count, 'count'))

type Queue = { name: string; href: Route; note?: ReactNode; bad: string | null; waiting: string | null }

function queuesOf({ webhooks, mails }: Machinery): Queue[] {
  const wrong = webhooks.failed + webhooks.parked
  return [
    {
      name: 'Webhooks',
      href:
        wrong > 0
          ? (`/admin/webhooks?status=${webhooks.failed > 0 ? 'failed' : 'parked'}` as Route)
          : '/admin/webhooks',
      note: webhooks.lastAt ? (
        <>
          Last one received <LocalTime iso={webhooks.lastAt} />
        </>
      ) : (
        'None received yet'
      ),
      bad:
        [
          webhooks.failed > 0 && `${countOf(webhooks.failed)} failed`,
          webhooks.parked > 0 && `${countOf(webhooks.parked)} need a decision`,
        ]
          .filter(Boolean)
          .join(', ') || null,
      waiting: webhooks.received > 0 ? `${countOf(webhooks.received)} under way` : null,
    },
    {
      name: 'Mails',
      href: mails.failed > 0 ? ('/admin/mails?status=failed' as Route) : '/admin/mails',
      bad: mails.failed > 0 ? `${countOf(mails.failed)} failed in 7 days` : null,
      waiting: mails.queued > 0 ? `${countOf(mails.queued)} due` : null,
    },
  ]
}

/** Whether webhooks, mails and scheduled jobs do what they should. */
export function MachineryCard({
  machinery,
  titles,
  late,
}: {
  machinery: Machinery
  titles: ReadonlyMap<string, string>
  /** The jobs that did not run when they were due. */
  late: ReadonlySet<string>
}) {
  const { jobs } = machinery
  const missing = [...late].filter((name) => !jobs.some(({ job }) => job === name))
  return (
    <Card>
      <CardHeader>
        <CardTitle>Webhooks, mails and jobs</CardTitle>
        <CardDescription>As of now, and the latest run of each job.</CardDescription>
      </CardHeader>
      <ul className="mt-4 divide-y border-t text-sm">
        {queuesOf(machinery).map(({ name, href, note, bad, waiting }) => (
          <li key={name} className="flex flex-wrap items-center justify-between gap-2 px-5 py-2.5 sm:px-6">
            <span>
              <Link href={href} className="link font-medium">
                {name}
              </Link>
              {note ? <span className="block text-muted-foreground text-xs">{note}</span> : null}
            </span>
            <span className="flex flex-wrap gap-2">
              {waiting ? <Badge>{waiting}</Badge> : null}
              {bad ? (
                <Badge variant="destructive">{bad}</Badge>
              ) : (
                <Badge variant="success">No problems</Badge>
              )}
            </span>
          </li>
        ))}
        {jobs.map(({ job, startedAt, durationMs, error }) => (
          <li key={job} className="flex flex-wrap items-center justify-between gap-2 px-5 py-2.5 sm:px-6">
            <span>
              <Link href="/admin/crons" className="link font-medium">
                {titles.get(job) ?? job}
              </Link>
              <span className="block text-muted-foreground text-xs">
                <LocalTime iso={startedAt} />, {formatDuration(durationMs)}
              </span>
            </span>
            <span className="flex flex-wrap gap-2">
              <JobState last={{ error }} isLate={late.has(job)} />
            </span>
          </li>
        ))}
        {missing.map((job) => (
          <li key={job} className="flex flex-wrap items-center justify-between gap-2 px-5 py-2.5 sm:px-6">
            <Link href="/admin/crons" className="link font-medium">
              {titles.get(job) ?? job}
            </Link>
            <span className="flex flex-wrap gap-2">
              <JobState last={null} isLate />
            </span>
          </li>
        ))}
        {jobs.length === 0 && missing.length === 0 ? (
          <li className="px-5 py-2.5 text-muted-foreground sm:px-6">No job has run yet.</li>
        ) : null}
      </ul>
    </Card>
  )
}
