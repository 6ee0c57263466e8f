import { z } from 'zod'
import { formatNumber } from '@/lib/format-number'
import { isNotificationKind, NOTIFICATION_KINDS } from '@/lib/notifications/kinds'
import { toWords } from '@/lib/to-words'
import { TITLES } from './titles'

/** Jobs, webhooks or mails of one name that went wrong in the same way. `recent_failures`. */
export const Failure = z.object({
  area: z.enum(['job', 'webhook', 'mail']),
  name: z.string(),
  status: z.string(),
  failures: z.int(),
  last_error: z.string().nullable(),
})
type Failure = z.infer<typeof Failure>

const times = (count: number) => (count === 1 ? 'once' : `${formatNumber(count)} times`)

const isJob = (name: string): name is keyof typeof TITLES => Object.hasOwn(TITLES, name)

function wordWebhook({ name, status, failures }: Failure): string {
  const [what, isOne] = [
    `${formatNumber(failures)} ${failures === 1 ? 'webhook' : 'webhooks'} (${name})`,
    failures === 1,
  ]
  if (status === 'parked') return `${what} ${isOne ? 'waits' : 'wait'} for somebody to decide.`
  return status === 'failed'
    ? `${what} failed.`
    : `${what} came in and ${isOne ? 'was' : 'were'} not dealt with.`
}

function wordOccasion(failure: Failure): string {
  const { area, name, failures } = failure
  if (area === 'webhook') return wordWebhook(failure)
  if (area === 'job')
    return `The job “${isJob(name) ? TITLES[name] : toWords(name)}” failed ${times(failures)}.`
  const label = isNotificationKind(name) ? NOTIFICATION_KINDS[name].label : toWords(name)
  return failures === 1
    ? `A mail (${label}) was given up.`
    : `${formatNumber(failures)} mails (${label}) were given up.`
}

/** What went wrong, as admins are told: "The job “Daily books” failed twice. It said last: ..." */
export const wordFailure = (failure: Failure): string =>
  `${wordOccasion(failure)} ${failure.last_error ? `It said: ${failure.last_error}` : 'No reason was given.'}`
