import type postgres from 'postgres'
import { PurchaseState } from '../../../lib/purchases/receipt'
import { addressOf, listPages, type Samples } from '../../helpers/app/page-list'
import type { Person } from '../../helpers/app/people'

/** One page to ask for, by whom. `person` null: a stranger. */
export type Visit = { path: string; who: string; person: Person | null }
export type Times = Visit & { status: number; p50: number; p95: number; kilobytes: number }

const YESTERDAY = new Date(Date.now() - 86_400_000).toISOString().slice(0, 10)

/** Addresses beyond one for each page: what makes it look further. */
const VARIANTS: Record<string, string[]> = {
  '/admin': ['?days=7', '?days=90'],
  '/admin/plan-payments': ['?q=person-1', '?q=nobody', '?paid=90', `?paid=${YESTERDAY}`],
  '/admin/purchases': [
    '?q=person-1',
    '?q=nobody',
    '?q=person-1&state=paid',
    '?paid=90',
    '?q=person-1&paid=90',
    '?q=nobody&paid=90',
    `?paid=${YESTERDAY}`,
    '?state=in_review&paid=90',
    '?state=disputed&paid=90',
    ...PurchaseState.options.map((state) => `?state=${state}`),
  ],
  '/admin/transactions': [
    '?days=90',
    `?days=${YESTERDAY}`,
    `?kind=spent&days=${YESTERDAY}`,
    '?kind=sold&days=90',
    '?kind=granted',
    '?kind=expired&days=30',
    '?kind=refunded',
    '?kind=taken',
    '?kind=spent&before=1000000',
  ],
  '/admin/users': [
    '?q=person-1',
    '?q=nobody',
    '?sort=balance',
    '?sort=spending&has=credits',
    '?has=debt',
    '?plan=pro',
    '?when=joined-30',
    `?when=joined-${YESTERDAY}`,
    '?when=joined-90&sort=spending',
    '?when=used-90',
    '?when=used-90&sort=spending',
    `?when=used-${YESTERDAY}`,
    '?when=paid-90',
    '?when=paid-90&sort=active',
    '?when=first_paid-30',
    `?when=first_paid-${YESTERDAY}`,
  ],
  '/admin/users/[id]': ['?view=transactions', '?view=grants', '?view=payments', '?view=usage', '?view=mail'],
  '/admin/audit': ['?target=person-1'],
  '/admin/webhooks': [
    '?status=failed',
    '?type=payment.succeeded',
    '?q=msg_1',
    '?q=person-7@bench.example.com',
    '?q=00000000-0000-4000-8000-000000000000',
  ],
  '/admin/mails': ['?status=failed', '?q=person-1'],
  '/admin/leads': ['?state=claimed', '?q=person-1', '?days=7', `?state=claimed&days=${YESTERDAY}`],
  '/history': [
    '?type=refund',
    '?transaction=1',
    '?q=nowhere',
    '?feature=video-generation',
    '?q=Round',
    '?source=purchase',
    '?type=deduction&from=2026-01-01',
  ],
  '/usage': ['?days=7', '?days=90'],
}

/** What stands for the parameters of pages in a database that was filled for `heavyId`. */
export async function findSamples(sql: postgres.Sql, heavyId: string): Promise<Samples> {
  const [row] = await sql<{ project: string; event: string; mail: string }[]>`
    select public.create_project(${heavyId}, 'Measured', 'A page to measure') as project,
      (select e.webhook_id from public.webhook_events e where e.status = 'failed' limit 1) as event,
      (select o.id::text from public.email_outbox o where o.status = 'failed' limit 1) as mail`
  return {
    '/tools/code/[projectId]': { projectId: row?.project ?? '' },
    '/admin/users/[id]': { id: heavyId },
    '/admin/webhooks/[id]': { id: row?.event ?? '' },
    '/admin/mails/[id]': { id: row?.mail ?? '' },
  }
}

/** Every page with its variants: admin pages as the admin, the others as the heavy user. First a page and a route that ask nobody. */
export async function listVisits(sql: postgres.Sql, heavy: Person, admin: Person): Promise<Visit[]> {
  const samples = await findSamples(sql, heavy.id)
  const bare = ['/terms', '/api/openapi.json'].map((path) => ({ path, who: 'a stranger', person: null }))
  const visits = listPages().flatMap((page) => {
    const path = addressOf(page, samples)
    const [who, person] = page.isAdmin ? ['the admin', admin] : ['the heavy user', heavy]
    return ['', ...(VARIANTS[page.route] ?? [])].map(
      (query) => ({ path: path + query, who, person }) as Visit,
    )
  })
  return [...bare, ...visits]
}

/** The cookie header of a person's browser. */
export const cookieOf = (person: Person | null): Record<string, string> =>
  person ? { cookie: person.cookies.map(({ name, value }) => `${name}=${value}`).join('; ') } : {}

/** Asks for a page `requests` times, one after the other, each until its last byte; a few times before, for the caches. */
export async function measurePage(appUrl: string, visit: Visit, requests: number): Promise<Times> {
  const took: number[] = []
  let status = 0
  let bytes = 0
  for (let n = -3; n < requests; n++) {
    const at = performance.now()
    const response = await fetch(new URL(visit.path, appUrl), {
      headers: cookieOf(visit.person),
      redirect: 'manual',
    })
    bytes = (await response.arrayBuffer()).byteLength
    if (n >= 0) took.push(performance.now() - at)
    status = response.status
    if (status >= 400) throw new Error(`${visit.path} as ${visit.who}: ${status}`)
  }
  took.sort((a, b) => a - b)
  const at = (share: number) => took[Math.floor((took.length - 1) * share)] ?? Number.NaN
  return { ...visit, status, p50: at(0.5), p95: at(0.95), kilobytes: bytes / 1000 }
}

/** The table, the slowest last, each line with whether it holds the bar. */
export function formatTimes(times: Times[], barMs: number): string {
  const width = Math.max(...times.map(({ path }) => path.length))
  const line = ({ path, who, status, p50, p95, kilobytes }: Times) =>
    [
      p95 <= barMs ? 'holds' : 'FAILS',
      path.padEnd(width),
      who.padEnd(14),
      status,
      `p50 ${p50.toFixed(0).padStart(5)} ms`,
      `p95 ${p95.toFixed(0).padStart(5)} ms`,
      `${kilobytes.toFixed(0).padStart(4)} kB`,
    ].join('  ')
  return times
    .toSorted((a, b) => a.p95 - b.p95)
    .map(line)
    .join('\n')
}
