import 'server-only'
import vercel from '@/vercel.json'
import { cleanUpModels } from './cleanup-models'
import { sendFollowups } from './followup-emails'
import { keepCurrent } from './keep-current'
import { keepLedger } from './keep-ledger'
import { isOverdue, nextRun } from './next-run'
import { TITLES } from './titles'

type Job = {
  /** As in `cron_runs`: the last part of its route. */
  name: string
  title: string
  about: string
  path: string
  run: (now: Date) => Promise<object>
}

/** Every job that a scheduler calls, by its route. A test sees to it that none is missing. */
export const JOBS: readonly Job[] = [
  {
    name: 'ledger',
    title: TITLES.ledger,
    about:
      'Books expired credits, applies payments and refunds whose webhook never came, ends duplicate subscriptions and replaced cards, starts free months, charges due top-ups, warns of expiring credits, updates figures, alerts admins and sends mails.',
    path: '/api/cron/ledger',
    run: keepLedger,
  },
  {
    name: 'hourly',
    title: TITLES.hourly,
    about:
      'The urgent part of the daily books: expired credits, subscriptions that ended unnoticed or are duplicates, replaced cards, due top-ups, figures, alerts about failures, and mails.',
    path: '/api/cron/hourly',
    run: keepCurrent,
  },
  {
    name: 'cleanup-models',
    title: TITLES['cleanup-models'],
    about:
      'Warns owners three days before a model is removed, removes models past their date, and files without an owner.',
    path: '/api/cron/cleanup-models',
    run: cleanUpModels,
  },
  {
    name: 'send-followup-emails',
    title: TITLES['send-followup-emails'],
    about: 'Writes to people who signed up and have not used a tool, bought or come back.',
    path: '/api/send-followup-emails',
    run: sendFollowups,
  },
]

/** What people read for the name of a job. */
export const JOB_TITLES: ReadonlyMap<string, string> = new Map(JOBS.map(({ name, title }) => [name, title]))

export const findJob = (name: string) => JOBS.find((job) => job.name === name)

/** When vercel.json has a job called. Null: nothing of ours schedules it. */
const scheduleOf = ({ path }: Job) =>
  vercel.crons.find((cron) => cron.path.split('?')[0] === path)?.schedule ?? null

/** When the scheduler calls a job next, by vercel.json. Null: nothing of ours schedules it. */
export function nextDue(job: Job, after: Date): Date | null {
  const schedule = scheduleOf(job)
  return schedule ? nextRun(schedule, after) : null
}

/**
 * The names of the jobs that did not run when they were due, by vercel.json. `starts`: when each that ever ran did so last. One that
 * never did is late when it was due after `since`; without that nobody knows whether there was anything to run it then.
 */
export function findLate(
  starts: readonly { job: string; startedAt: string }[],
  now: Date,
  since: string | null = null,
): Set<string> {
  const last = new Map(starts.map(({ job, startedAt }) => [job, startedAt]))
  const late = JOBS.filter((job) => {
    const [schedule, from] = [scheduleOf(job), last.get(job.name) ?? since]
    return schedule && from && isOverdue(schedule, new Date(from), now)
  })
  return new Set(late.map(({ name }) => name))
}
