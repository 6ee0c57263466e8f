import type { UsageLine } from '@/components/usage/usage-table'
import { nameFeature } from '@/lib/credits/transaction'
import { historyHref } from '@/lib/history/query'
import { groupUsage, type Period, type UsageRow } from '@/lib/usage/usage-days'

const SEPARATOR = '\n'

function withBefore(
  now: UsageRow[],
  before: UsageRow[],
  keyOf: (row: UsageRow) => string,
  describe: (key: string) => Pick<UsageLine, 'label' | 'href'>,
): UsageLine[] {
  const earlier = new Map(groupUsage(before, keyOf).map(({ key, credits }) => [key, credits]))
  return groupUsage(now, keyOf).map((line) => ({
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
      label: nameFeature(feature),
      href: historyHref({ type: 'deduction', feature, from, to }),
    }),
  )
}

/** Features that know no models are left to the other table. */
export function linesByModel(now: UsageRow[], before: UsageRow[], { from, to }: Period): UsageLine[] {
  return withBefore(
    now,
    before,
    ({ feature, model }) => `${feature}${SEPARATOR}${model}`,
    (key) => {
      const [feature = '', model = ''] = key.split(SEPARATOR)
      return {
        label: model ? `${nameFeature(feature)}, ${model}` : `${nameFeature(feature)}, no model named`,
        href: model ? historyHref({ type: 'deduction', feature, q: model, from, to }) : null,
      }
    },
  )
}
