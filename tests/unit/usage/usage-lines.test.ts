import { expect, it } from 'vitest'
import { linesByModel } from '@/app/(protected)/usage/usage-lines'
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
