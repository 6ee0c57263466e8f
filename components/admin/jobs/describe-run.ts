import type { JobRun } from '@/lib/admin/shapes/job-run'
import { formatNumber } from '@/lib/format-number'
import { capitalize } from '@/lib/to-words'

type Json = JobRun['result']

/** Number and noun: "1 mail", "1,200 mails". */
const count = (n: number, one: string, many = `${one}s`) => `${formatNumber(n)} ${n === 1 ? one : many}`

/** What a number in a job's answer says, by the way to it. Null: nothing to an admin. */
const PHRASES: Record<string, null | ((n: number) => string)> = {
  'settled.accounts': (n) => `settled ${count(n, 'account')}`,
  'settled.expiredCredits': (n) => `let ${count(n, 'credit')} expire`,
  'settled.releasedHolds': (n) => `released ${count(n, 'hold')}`,
  'payments.checked': (n) => `compared ${count(n, 'payment')} with Dodo`,
  'payments.applied': (n) => `applied ${count(n, 'missed payment')}`,
  'payments.failed': (n) => `could not apply ${count(n, 'payment')}`,
  'returns.checked': (n) => `compared ${count(n, 'refund or dispute', 'refunds and disputes')} with Dodo`,
  'returns.applied': (n) => `applied ${count(n, 'missed refund or dispute', 'missed refunds and disputes')}`,
  'returns.failed': (n) => `could not apply ${count(n, 'refund or dispute', 'refunds and disputes')}`,
  'subscriptions.asked': (n) => `asked Dodo about ${count(n, 'quiet subscription')}`,
  'subscriptions.failed': (n) => `got no answer about ${count(n, 'subscription')}`,
  subscriptionsEnded: (n) => `ended ${count(n, 'unwanted subscription')}`,
  oldCardsEnded: (n) => `ended the charging of ${count(n, 'old card')}`,
  freeMonths: (n) => `began ${count(n, 'free month')}`,
  'topUps.charged': (n) => `charged ${count(n, 'top-up')}`,
  'topUps.givenUp': (n) => `could not send ${count(n, 'top-up')}`,
  monthsBegun: (n) => `began a new month for ${count(n, 'usage counter')}`,
  leadsRemoved: (n) => `removed ${count(n, 'old trial')}`,
  rowsPruned: (n) => `cleared ${count(n, 'row')} of old calls`,
  // Steps of a walk that every run takes.
  userFigures: null,
  expiryWarnings: (n) => `wrote ${count(n, 'warning')} of expiring credits`,
  rolledUp: (n) => `added ${count(n, 'row')} to the daily figures`,
  alarms: (n) => `raised ${count(n, 'alarm')}`,
  removed: (n) => `removed ${count(n, 'model')}`,
  failed: (n) => `could not remove ${count(n, 'model or file', 'models or files')}`,
  orphanFiles: (n) => `removed ${count(n, 'file without a model', 'files without a model')}`,
  orphanRows: (n) => `removed ${count(n, 'model without a file', 'models without a file')}`,
  warned: (n) => `warned of the end of ${count(n, 'model')}`,
  picturesRemoved: (n) => `removed ${count(n, 'picture without an owner', 'pictures without an owner')}`,
  // The sum of the kinds that follow.
  queued: null,
  'byKind.first_use': (n) => `wrote ${count(n, 'follow-up')} about a first use`,
  'byKind.first_purchase': (n) => `wrote ${count(n, 'follow-up')} about a first purchase`,
  'byKind.inactive': (n) => `wrote ${count(n, 'follow-up')} to people who have been away`,
  'mails.sent': (n) => `sent ${count(n, 'mail')}`,
  'mails.retried': (n) => `postponed ${count(n, 'mail')}`,
  'mails.failed': (n) => `could not send ${count(n, 'mail')}`,
  'mails.dropped': (n) => `dropped ${count(n, 'mail')} that nobody wants any more`,
}

/** A number that nobody found words for: "by kind other: 3". */
function spell(path: string, n: number): string {
  const words = path.replace(/([A-Z])/g, ' $1').replaceAll(/[._-]+/g, ' ')
  return `${words.toLowerCase()}: ${formatNumber(n)}`
}

function phrasesOf(result: Json, path: string[]): string[] {
  if (typeof result === 'number') {
    const key = path.join('.')
    const phrase = Object.hasOwn(PHRASES, key) ? PHRASES[key] : (n: number) => spell(key, n)
    return result === 0 || !phrase ? [] : [phrase(result)]
  }
  if (result === null || typeof result !== 'object' || Array.isArray(result)) return []
  return Object.entries(result).flatMap(([key, value]) => phrasesOf(value, [...path, key]))
}

const LIST = new Intl.ListFormat('en-GB', { type: 'conjunction' })

/** What a run did, as "Settled 3 accounts, raised 1 alarm and sent 2 mails": the numbers in its answer that are not 0. */
export function describeRun(result: Json): string {
  const text = LIST.format(phrasesOf(result, []))
  return text === '' ? 'Nothing to do' : capitalize(text)
}
