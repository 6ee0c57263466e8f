import { createElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, it } from 'vitest'
import { Attention } from '../../../components/admin/overview/attention'
import { MachineryCard } from '../../../components/admin/overview/machinery'
import type { Machinery } from '../../../lib/reports/overview'

const TITLES = new Map([
  ['ledger', 'Daily books'],
  ['cleanup-models', 'Model clean-up'],
])
const machineryOf = (changes: Partial<Machinery> = {}): Machinery => ({
  since: null,
  webhooks: { failed: 0, parked: 0, received: 0, lastAt: null },
  mails: { failed: 0, queued: 0 },
  jobs: [],
  ...changes,
})
const ran = (error: string | null = null) => [
  { job: 'ledger', startedAt: '2026-11-19T03:00:05Z', durationMs: 1200, error },
]
const textOf = (html: string) =>
  html
    .replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()

function show(part: typeof Attention | typeof MachineryCard, machinery: Machinery, late: string[] = []) {
  const props = { machinery, titles: TITLES, late: new Set(late) }
  return textOf(renderToStaticMarkup(createElement(part, props)))
}

describe('what needs attention', () => {
  it('is nothing when all is well', () => {
    expect(show(Attention, machineryOf({ jobs: ran() }))).toBe('')
  })

  it('is also a job that did not run when it was due, whether or not it failed before', () => {
    expect(show(Attention, machineryOf({ jobs: ran() }), ['ledger'])).toBe(
      'Needs attention Daily books did not run when due',
    )
    expect(show(Attention, machineryOf({ jobs: ran('x') }), ['ledger'])).toBe(
      'Needs attention Daily books failed Daily books did not run when due',
    )
  })
})

describe('the card of webhooks, mails and jobs', () => {
  it('shows no success for a job that is late, and one that should have run and never did', () => {
    expect(show(MachineryCard, machineryOf({ jobs: ran() }))).toMatch(/Succeeded$/)
    expect(show(MachineryCard, machineryOf({ jobs: ran() }), ['ledger'])).toMatch(/1\.2 s Late$/)
    expect(show(MachineryCard, machineryOf({ jobs: ran('x') }), ['ledger'])).toMatch(/Late Failed$/)
    expect(show(MachineryCard, machineryOf(), ['cleanup-models'])).toMatch(/Model clean-up Late Never run$/)
  })

  it('says when the last webhook came', () => {
    expect(show(MachineryCard, machineryOf())).toContain('Webhooks None received yet')
    const webhooks = { failed: 0, parked: 0, received: 0, lastAt: '2026-11-19T03:00:05Z' }
    expect(show(MachineryCard, machineryOf({ webhooks }))).toMatch(/Webhooks Last one received .*2026/)
  })
})
