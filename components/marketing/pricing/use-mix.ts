import { useState } from 'react'
import { costOfMix, type Mix, type PricedFeature, spreadEvenly } from '@/lib/price-estimates'
import type { Complexity } from '@/lib/pricing-plans'

/** A mix of runs for so many credits. Spread evenly over what can be run today until somebody sets a number of their own. */
export function useMix(prices: readonly PricedFeature[], credits: number, complexity: Complexity) {
  const [chosen, setChosen] = useState<Mix | null>(null)
  const ready = prices.filter(({ isReady }) => isReady)
  const runs = chosen ?? spreadEvenly(credits, ready.length > 0 ? ready : prices, complexity)
  return {
    runs,
    cost: costOfMix(prices, runs, complexity),
    isChosen: chosen !== null,
    set: (id: string, count: number) => setChosen({ ...runs, [id]: count }),
    clear: () => setChosen({}),
    spread: () => setChosen(null),
  }
}
export type ChosenMix = ReturnType<typeof useMix>
