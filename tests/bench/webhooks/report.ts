import type { Attempt } from '../../helpers/webhooks/send'

/** Dodo gives up on a delivery that is not answered in so many ms, and sends it again later. */
const LIMIT_MS = 15_000

export type Run = {
  title: string
  attempts: Attempt[]
  deliveries: number
  seconds: number
  inexact: string[]
}

const at = (sorted: number[], share: number) => sorted[Math.floor((sorted.length - 1) * share)] ?? Number.NaN
const isTaken = ({ status }: Attempt) => status !== null && status >= 200 && status < 300

/** What one run came to, in a few lines. */
export function describeRun({ title, attempts, deliveries, seconds }: Run): string {
  const answered = attempts.filter(({ status }) => status !== null)
  const took = answered.map(({ tookMs }) => tookMs).sort((a, b) => a - b)
  const statuses = new Map<string, number>()
  for (const { status } of attempts) {
    const name = status === null ? 'no answer' : String(status)
    statuses.set(name, (statuses.get(name) ?? 0) + 1)
  }
  const times = [0.5, 0.95, 0.99, 1].map((share) => (at(took, share) / 1000).toFixed(2))
  return [
    `${title}: ${deliveries} deliveries, ${attempts.length} attempts`,
    `  answers   ${[...statuses].map(([name, count]) => `${name}: ${count}`).join(', ')}`,
    `  seconds   p50 ${times[0]}, p95 ${times[1]}, p99 ${times[2]}, max ${times[3]}`,
    `  rate      ${(deliveries / seconds).toFixed(0)} dealt with a second, the last after ${seconds.toFixed(1)} s`,
  ].join('\n')
}

/** The bars of one run, each with whether it holds. `mayRepeat`: what was not taken may have been sent again. */
export function judgeRun({ attempts, deliveries, inexact }: Run, mayRepeat: boolean): [string, boolean][] {
  const taken = new Set(attempts.filter(isTaken).map(({ delivery }) => delivery))
  const slow = attempts.filter(({ status, tookMs }) => status !== null && tookMs > LIMIT_MS)
  const bars: [string, boolean][] = [
    [`${taken.size} of ${deliveries} answered 2xx`, taken.size === deliveries],
    [`${slow.length} answers later than 15 s`, slow.length === 0],
    [
      inexact.length ? `not exact: ${inexact.join('; ')}` : 'one grant each, balances exact',
      inexact.length === 0,
    ],
  ]
  if (!mayRepeat) {
    bars.splice(1, 0, [`${attempts.length - deliveries} sent again`, attempts.length === taken.size])
  }
  return bars
}
