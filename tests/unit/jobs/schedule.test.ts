import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { JOBS, nextDue } from '../../../lib/jobs/catalogue'
import { nextRun } from '../../../lib/jobs/next-run'
import { PROJECT_ROOT } from '../../../local/paths'

const next = (schedule: string, after: string) => nextRun(schedule, new Date(after)).toISOString()

describe('the next run of a schedule', () => {
  it.each([
    ['0 3 * * *', '2026-11-20T02:59:59Z', '2026-11-20T03:00:00.000Z'],
    ['0 3 * * *', '2026-11-20T03:00:00Z', '2026-11-21T03:00:00.000Z'],
    ['*/15 * * * *', '2026-11-20T03:46:00Z', '2026-11-20T04:00:00.000Z'],
    ['0 0 */2 * *', '2026-11-29T12:00:00Z', '2026-12-01T00:00:00.000Z'],
    ['30 6,18 * * *', '2026-12-31T19:00:00Z', '2027-01-01T06:30:00.000Z'],
    ['0 0 29 2 *', '2026-03-01T00:00:00Z', '2028-02-29T00:00:00.000Z'],
    ['0 9 * * 1-5', '2026-11-20T10:00:00Z', '2026-11-23T09:00:00.000Z'],
    ['0 0 13 * 5', '2026-11-20T10:00:00Z', '2026-11-27T00:00:00.000Z'],
  ])('%s after %s is %s', (schedule, after, expected) => {
    expect(next(schedule, after)).toBe(expected)
  })

  it.each(['', '* * *', 'every day', '0 0 31 2 *'])('%j has none', (schedule) => {
    expect(() => next(schedule, '2026-11-20T00:00:00Z')).toThrow(RangeError)
  })
})

describe('the jobs that admins see', () => {
  it('are all that there are routes for', () => {
    const routes = readdirSync(join(PROJECT_ROOT, 'app/api'), { recursive: true, encoding: 'utf8' })
      .filter((path) => path.endsWith('route.ts'))
      .filter((path) => / = cron\(/.test(readFileSync(join(PROJECT_ROOT, 'app/api', path), 'utf8')))
      .map((path) => `/api/${path.replace(/\/route\.ts$/, '')}`)
    expect(JOBS.map(({ path }) => path).sort()).toEqual(routes.sort())
    expect(JOBS.map(({ path }) => path.split('/').at(-1))).toEqual(JOBS.map(({ name }) => name))
  })

  it('are due by vercel.json, or whenever somebody else calls them', () => {
    const now = new Date('2026-11-20T10:00:00Z')
    const due = new Map(JOBS.map((job) => [job.name, nextDue(job, now)?.toISOString() ?? null]))
    expect(due.get('ledger')).toBe('2026-11-21T03:00:00.000Z')
    expect(due.get('send-followup-emails')).toBe('2026-11-21T00:00:00.000Z')
    expect(due.get('hourly')).toBeNull()
  })
})
