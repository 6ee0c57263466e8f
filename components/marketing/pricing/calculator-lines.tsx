import { Minus, Plus } from 'lucide-react'
import { Amount } from '@/components/ui/amount'
import { Badge } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'
import { Input } from '@/components/ui/input'
import { countRuns, type PricedFeature } from '@/lib/price-estimates'
import { atComplexity, type Complexity } from '@/lib/pricing-plans'
import type { ChosenMix } from './use-mix'

const MAX_RUNS = 99_999
const COLUMNS =
  'grid grid-cols-[1fr_auto] items-baseline gap-x-6 gap-y-2 px-5 sm:px-7 md:grid-cols-[1fr_10rem_10.5rem] md:items-center'

type LineProps = { price: PricedFeature; credits: number; complexity: Complexity; mix: ChosenMix }

function Line({ price, credits, complexity, mix }: LineProps) {
  const { id, name, model, unit, plural, isReady } = price
  const label = model ? `${name}, ${model}` : name
  const count = mix.runs[id] ?? 0
  const possible = countRuns(credits, price, complexity)
  const set = (wanted: number) => mix.set(id, Math.min(Math.max(Math.round(wanted) || 0, 0), MAX_RUNS))
  return (
    <li className={`${COLUMNS} py-3`}>
      <div className="min-w-0">
        <p className="flex flex-wrap items-center gap-x-2 gap-y-1 font-medium text-sm">
          {name}
          {model ? (
            <code className="font-mono font-normal text-muted-foreground text-xs">{model}</code>
          ) : null}
          {isReady ? null : <Badge>Not available yet</Badge>}
        </p>
        <p className="text-muted-foreground text-sm">
          <Amount value={atComplexity(price.credits, complexity)} unit /> {unit}
        </p>
      </div>
      <p className="text-right text-sm md:text-left">
        <Amount data-testid={`runs-${id}`} value={possible} className="font-semibold text-base" />{' '}
        {/* All that is counted here has a plural in s. */}
        <span className="block text-muted-foreground text-xs">
          {possible === 1 ? plural.replace(/s\b/, '') : plural}
        </span>
      </p>
      <div className="col-span-2 flex items-center justify-end gap-1.5 md:col-span-1">
        <span aria-hidden className="mr-auto text-muted-foreground text-xs md:hidden">
          In your mix
        </span>
        <Button
          variant="outline"
          size="icon"
          aria-label={`One fewer: ${label}`}
          disabled={count <= 0}
          onClick={() => set(count - 1)}
        >
          <Minus aria-hidden />
        </Button>
        <Input
          type="number"
          inputMode="numeric"
          min={0}
          max={MAX_RUNS}
          aria-label={`How many: ${label}`}
          className="tabular h-9 w-20 text-center [appearance:textfield] [&::-webkit-inner-spin-button]:appearance-none"
          value={count}
          onChange={(event) => set(event.target.valueAsNumber)}
          onFocus={(event) => event.target.select()}
        />
        <Button
          variant="outline"
          size="icon"
          aria-label={`One more: ${label}`}
          onClick={() => set(count + 1)}
        >
          <Plus aria-hidden />
        </Button>
      </div>
    </li>
  )
}

/** For each line of the price list: how many if everything went there, and how many are in the mix. */
export function CalculatorLines({
  prices,
  ...rest
}: Omit<LineProps, 'price'> & { prices: readonly PricedFeature[] }) {
  return (
    <div>
      <div aria-hidden className={`${COLUMNS} hidden border-b py-2.5 text-muted-foreground text-xs md:grid`}>
        <span>Feature and price</span>
        <span>If spent on this alone</span>
        <span className="text-right">In your mix</span>
      </div>
      <ul className="divide-y">
        {prices.map((price) => (
          <Line key={price.id} price={price} {...rest} />
        ))}
      </ul>
    </div>
  )
}
