import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { findLate, JOBS, nextDue } from '../../../lib/jobs/catalogue'
import { isOverdue, nextRun } from '../../../lib/jobs/next-run'
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

describe('a job that did not run when it was due', () => {
  it.each([
    // Daily: due at 03:00, which counts from 04:00 on.
    ['0 3 * * *', '2026-11-19T03:00:05Z', '2026-11-20T02:59:00Z', false],
    ['0 3 * * *', '2026-11-19T03:00:05Z', '2026-11-20T03:59:00Z', false],
    ['0 3 * * *', '2026-11-19T03:00:05Z', '2026-11-20T04:00:00Z', true],
    ['0 3 * * *', '2026-11-20T03:40:00Z', '2026-11-20T05:00:00Z', false],
    // By hand, shortly before it was due.
    ['0 3 * * *', '2026-11-20T02:30:00Z', '2026-11-20T12:00:00Z', false],
    ['0 3 * * *', '2026-11-20T01:59:00Z', '2026-11-20T12:00:00Z', true],
    // Hourly.
    ['0 * * * *', '2026-11-20T09:00:05Z', '2026-11-20T10:30:00Z', false],
    ['0 * * * *', '2026-11-20T09:00:05Z', '2026-11-20T11:59:00Z', false],
    ['0 * * * *', '2026-11-20T09:00:05Z', '2026-11-20T12:00:00Z', true],
    ['0 * * * *', '2026-11-20T23:00:05Z', '2026-11-21T00:30:00Z', false],
    // Every other day of the month.
    ['0 0 */2 * *', '2026-11-29T00:00:05Z', '2026-11-30T23:00:00Z', false],
    ['0 0 */2 * *', '2026-11-29T00:00:05Z', '2026-12-01T02:00:00Z', true],
  ])('%s, run at %s: at %s %s', (schedule, start, now, expected) => {
    expect(isOverdue(schedule, new Date(start), new Date(now))).toBe(expected)
  })

  const now = new Date('2026-11-20T10:00:00Z')

  it('is found by vercel.json; one that never ran only when it is known that it should have', () => {
    const ran = (startedAt: string) => ['ledger', 'cleanup-models'].map((job) => ({ job, startedAt }))
    const onTime = findLate(ran('2026-11-20T03:00:05Z'), now)
    expect(onTime).not.toContain('ledger')
    expect(onTime).not.toContain('cleanup-models')
    const missed = findLate(ran('2026-11-19T03:00:05Z'), now)
    expect(missed).toContain('ledger')
    expect(missed).toContain('cleanup-models')
    expect(findLate([], now)).toEqual(new Set())
    expect(findLate([], now, '2026-11-20T08:00:00Z')).not.toContain('ledger')
    expect(findLate([], now, '2026-11-01T00:00:00Z')).toContain('ledger')
  })

  it('is never one that vercel.json does not schedule', () => {
    const unscheduled = JOBS.filter((job) => nextDue(job, now) === null).map(({ name }) => name)
    const longAgo = JOBS.map(({ name }) => ({ job: name, startedAt: '2026-11-01T00:00:00Z' }))
    const late = findLate(longAgo, now)
    expect(unscheduled.filter((name) => late.has(name))).toEqual([])
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
    const unscheduled = JOBS.map((job) => nextDue({ ...job, path: '/api/cron/called-by-somebody-else' }, now))
    expect(new Set(unscheduled)).toEqual(new Set([null]))
  })
})
