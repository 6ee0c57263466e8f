import { Amount } from '@/components/ui/amount'
import { Badge } from '@/components/ui/badge'
import type { PricedFeature } from '@/lib/price-estimates'
import { atComplexity, COMPLEXITIES } from '@/lib/pricing-plans'

const COMPLEXITY_NAMES = { low: 'Low', medium: 'Medium', high: 'High' } as const

/** What one run of everything costs, by model and by how hard the work is. On a phone the model stands under its feature. */
export function CostTable({ prices }: { prices: readonly PricedFeature[] }) {
  return (
    <section
      aria-label="Credits by feature, model and complexity"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls has to be reached with the keyboard.
      tabIndex={0}
      className="overflow-x-auto rounded-2xl border bg-card"
    >
      <table className="w-full border-collapse sm:min-w-[34rem] text-left text-sm">
        <caption className="sr-only">Credits that one run costs</caption>
        <thead className="border-b text-muted-foreground">
          <tr>
            <th scope="col" className="px-5 py-3.5 font-medium sm:px-7">
              Feature
            </th>
            <th scope="col" className="px-3 py-3.5 font-medium max-sm:hidden">
              Model
            </th>
            {COMPLEXITIES.map((complexity) => (
              <th
                key={complexity}
                scope="col"
                className="px-2 py-3.5 text-right font-medium last:pr-5 sm:px-3 sm:last:pr-7"
              >
                {COMPLEXITY_NAMES[complexity]}
              </th>
            ))}
          </tr>
        </thead>
        <tbody className="divide-y">
          {prices.map((price) => (
            <tr key={price.id}>
              <th scope="row" className="px-5 py-3.5 font-normal sm:px-7">
                <span className="flex flex-wrap items-center gap-x-2.5 gap-y-1">
                  <span className="font-medium">{price.name}</span>
                  <span className="text-muted-foreground">{price.unit}</span>
                  {price.model ? (
                    <code className="font-mono text-[0.8125rem] text-muted-foreground sm:hidden">
                      {price.model}
                    </code>
                  ) : null}
                  {price.isReady ? null : <Badge>Not available yet</Badge>}
                </span>
              </th>
              <td className="px-3 py-3.5 text-muted-foreground max-sm:hidden">
                {price.model ? <code className="font-mono text-[0.8125rem]">{price.model}</code> : 'Any'}
              </td>
              {COMPLEXITIES.map((complexity) => (
                <td key={complexity} className="px-2 py-3.5 text-right last:pr-5 sm:px-3 sm:last:pr-7">
                  <Amount value={atComplexity(price.credits, complexity)} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
