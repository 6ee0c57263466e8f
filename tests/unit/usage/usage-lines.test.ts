import { expect, it } from 'vitest'
import { linesByFeature, linesByModel } from '@/app/(protected)/usage/usage-lines'
import { periodOf, type UsageRow } from '@/lib/usage/usage-days'

const period = periodOf('2026-11-20', 7)
const used = (model: string): UsageRow => ({
  day: period.to,
  feature: 'video-generation',
  model,
  calls: 1,
  failedCalls: 0,
  credits: 15,
  tokens: 0,
})

it('a model leads to its own transactions, not to those of models that are called alike', () => {
  const lines = linesByModel([used('veo2'), used('veo2-fast')], [], period)
  const filters = lines.map(({ href }) => Object.fromEntries(new URL(href ?? '', 'http://x').searchParams))
  const common = { type: 'deduction', feature: 'video-generation', from: period.from, to: period.to }
  expect(filters).toEqual([
    { ...common, model: 'veo2' },
    { ...common, model: 'veo2-fast' },
  ])
})

it('what was used only in the period before has its line, so that the column adds up', () => {
  const earlier = { ...used('veo2'), day: period.previousTo }
  const before = [earlier, { ...earlier, feature: 'code-review', model: '', credits: 2, tokens: 900 }]
  for (const linesOf of [linesByFeature, linesByModel]) {
    const lines = linesOf([used('veo2-fast')], before, period)
    expect(lines.reduce((sum, line) => sum + line.before, 0)).toBe(17)
    expect(lines.reduce((sum, line) => sum + line.credits, 0)).toBe(15)
    const gone = lines.find(({ label }) => label === 'Code review')
    expect(gone).toMatchObject({ calls: 0, credits: 0, tokens: 0, before: 2 })
  }
})
