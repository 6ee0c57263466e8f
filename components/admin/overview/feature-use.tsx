import { Download, Sparkles } from 'lucide-react'
import { formatValue } from '@/components/charts/series'
import { Button } from '@/components/ui/button'
import { Card, CardDescription, CardHeader, CardTitle } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { type FeatureUse, sumOf } from '@/lib/reports/overview'
import { toWords } from '@/lib/to-words'

type Plan = { id: string; name: string }

/** Who used something: visitors on a trial, then plans in the order of the catalogue. */
function plansOf(use: FeatureUse[], plans: Plan[]): Plan[] {
  const names = new Map(plans.map(({ id, name }) => [id, name]))
  const used = new Set(use.map(({ plan }) => plan))
  const inOrder = new Set(['trial', ...names.keys(), ...[...used].toSorted()])
  return [...inOrder].filter((id) => used.has(id)).map((id) => ({ id, name: names.get(id) ?? toWords(id) }))
}

/** `plans`: those of the catalogue, on sale or not. */
type FeatureUseTableProps = { use: FeatureUse[]; plans: Plan[]; days: number }

/** Which features people of which plan use: calls, with their credits in small print. */
export function FeatureUseTable({ use, plans: all, days }: FeatureUseTableProps) {
  const plans = plansOf(use, all)
  const features = [...new Set(use.map((row) => row.feature))]
  return (
    <Card>
      <CardHeader className="flex-row flex-wrap items-start justify-between gap-3 sm:flex">
        <div className="grid gap-1">
          <CardTitle>Features by plan</CardTitle>
          <CardDescription>
            Calls, and the credits they cost, by the plan that was paid for at that moment.
          </CardDescription>
        </div>
        <Button
          asChild
          variant="ghost"
          size="sm"
          className="-ml-3 justify-self-start sm:-my-1 sm:-mr-3 sm:ml-0"
        >
          <a href={`/api/admin/reports/features?days=${days}`} download>
            <Download aria-hidden />
            CSV<span className="sr-only"> of features by plan</span>
          </a>
        </Button>
      </CardHeader>
      {features.length === 0 ? (
        <EmptyState icon={<Sparkles />} title="No calls in this period" />
      ) : (
        // Scrolls in its own box: by keyboard too, which only reaches what can be focused.
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls
        <section aria-label="Features by plan" tabIndex={0} className="mt-4 overflow-x-auto border-t">
          <table className="w-full text-sm">
            <thead className="text-muted-foreground text-xs">
              <tr>
                <th scope="col" className="py-2 pr-3 pl-5 text-left font-medium sm:pl-6">
                  Feature
                </th>
                {plans.map(({ id, name }) => (
                  <th key={id} scope="col" className="px-2 py-2 text-right font-medium sm:px-3">
                    {name}
                  </th>
                ))}
                <th scope="col" className="py-2 pr-5 pl-2 text-right font-medium sm:pr-6 sm:pl-3">
                  Failed
                </th>
              </tr>
            </thead>
            <tbody className="divide-y border-t">
              {features.map((feature) => {
                const rows = use.filter((row) => row.feature === feature)
                const failed = (sumOf(rows, 'failedCalls') / Math.max(1, sumOf(rows, 'calls'))) * 100
                return (
                  <tr key={feature}>
                    <th
                      scope="row"
                      className="py-2.5 pr-3 pl-5 text-left font-medium sm:whitespace-nowrap sm:pl-6"
                    >
                      {toWords(feature)}
                    </th>
                    {plans.map(({ id }) => {
                      const cell = rows.find((row) => row.plan === id)
                      return (
                        <td key={id} className="whitespace-nowrap px-2 py-2.5 text-right sm:px-3">
                          {cell ? formatValue(cell.calls, 'count') : '–'}
                          {cell ? (
                            <span className="block text-muted-foreground text-xs">
                              {formatValue(cell.credits, 'credits')}
                            </span>
                          ) : null}
                        </td>
                      )
                    })}
                    <td className="whitespace-nowrap py-2.5 pr-5 pl-2 text-right sm:pr-6 sm:pl-3">
                      {formatValue(failed, 'percent')}
                    </td>
                  </tr>
                )
              })}
            </tbody>
          </table>
        </section>
      )}
    </Card>
  )
}
