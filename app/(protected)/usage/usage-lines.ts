import type { ChartRow } from '@/components/charts/series'
import type { UsageLine } from '@/components/usage/usage-table'
import { ANY_FEATURE, historyHref } from '@/lib/history/href'
import { toWords } from '@/lib/to-words'
import { addDays, groupUsage, listDays, type Period, type UsageRow } from '@/lib/usage/usage-days'

const SEPARATOR = '\n'

/** A line for each key, also of what was used before and not since, so that both columns add up to their periods. */
function withBefore(
  now: UsageRow[],
  before: UsageRow[],
  keyOf: (row: UsageRow) => string,
  describe: (key: string) => Pick<UsageLine, 'label' | 'href'>,
): UsageLine[] {
  const earlier = new Map(groupUsage(before, keyOf).map(({ key, credits }) => [key, credits]))
  const gone = before
    .filter(({ credits }) => credits > 0)
    .map((row) => ({ ...row, calls: 0, failedCalls: 0, credits: 0, tokens: 0 }))
  return groupUsage([...now, ...gone], keyOf).map((line) => ({
    ...line,
    ...describe(line.key),
    before: earlier.get(line.key) ?? 0,
  }))
}

export function linesByFeature(now: UsageRow[], before: UsageRow[], { from, to }: Period): UsageLine[] {
  return withBefore(
    now,
    before,
    ({ feature }) => feature,
    (feature) => ({
      label: toWords(feature),
      href: historyHref({ type: 'deduction', feature, from, to }),
    }),
  )
}

export function linesByModel(now: UsageRow[], before: UsageRow[], { from, to }: Period): UsageLine[] {
  return withBefore(
    now,
    before,
    ({ feature, model }) => `${feature}${SEPARATOR}${model}`,
    (key) => {
      const [feature = '', model = ''] = key.split(SEPARATOR)
      const name = toWords(feature)
      if (model) {
        const href = historyHref({ type: 'deduction', feature, model, from, to })
        return { label: `${name}, ${model}`, href }
      }
      // Without a model there is nothing to narrow down by, unless all of the feature is meant.
      const isAll = now.every((row) => row.feature !== feature || row.model === '')
      return {
        label: isAll ? name : `${name}, no model named`,
        href: isAll ? historyHref({ type: 'deduction', feature, from, to }) : null,
      }
    },
  )
}

/** Each day's credits beside those of the day as far into the period before, leading to what was spent on it. */
export function chartDays(
  now: UsageRow[],
  before: UsageRow[],
  { from, to, previousFrom }: Period,
): ChartRow[] {
  const byDay = new Map(
    groupUsage([...before, ...now], ({ day }) => day).map(({ key, credits }) => [key, credits]),
  )
  return listDays(from, to).map((day, index) => {
    const credits = byDay.get(day) ?? 0
    return {
      day,
      values: { credits, before: byDay.get(addDays(previousFrom, index)) ?? 0 },
      href:
        credits > 0
          ? historyHref({ type: 'deduction', feature: ANY_FEATURE, from: day, to: day })
          : undefined,
    }
  })
}
