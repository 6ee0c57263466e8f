import 'server-only'
import type { PricedFeature } from '@/lib/price-estimates'
import { toWords } from '@/lib/to-words'
import { TOOLS, type Tool } from './catalogue'
import { isToolReady } from './offers'

const ALL: readonly Tool[] = Object.values(TOOLS)

/** Prices with the names that people know the features by: the tools in their order, then what is priced without being one. */
export function describePrices(
  prices: readonly { feature: string; model: string; credits: number }[],
): PricedFeature[] {
  const position = ({ feature }: { feature: string }) => {
    const index = ALL.findIndex((tool) => tool.feature === feature)
    return index < 0 ? ALL.length : index
  }
  return prices
    .map((price) => {
      const tool = ALL.find(({ feature }) => feature === price.feature)
      return {
        ...price,
        id: price.model ? `${price.feature}:${price.model}` : price.feature,
        name: tool?.name ?? toWords(price.feature),
        unit: tool?.unit ?? 'a run',
        plural: tool?.plural ?? 'runs',
        isReady: tool ? isToolReady(tool) : true,
      }
    })
    .sort((a, b) => position(a) - position(b))
}
