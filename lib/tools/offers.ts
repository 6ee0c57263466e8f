import 'server-only'
import { isMediaConfigured } from '@/lib/ai/media/provider'
import { getFeatureCost } from '@/lib/credits/feature-cost'
import { AppError } from '@/lib/errors'
import type { Tool } from './catalogue'

/** Credits for one unit today; `from` and `to` differ where the model decides. */
export type PriceRange = { from: number; to: number }

/** What a tool costs today, over all its models; null when none of them is on sale. */
export async function getToolPrice({ feature, models }: Tool): Promise<PriceRange | null> {
  const prices = await Promise.all((models ?? [undefined]).map((model) => getPriceInForce(feature, model)))
  const known = prices.filter((price) => price !== null)
  return known.length > 0 ? { from: Math.min(...known), to: Math.max(...known) } : null
}

/** Whether people can run this tool: it has a page, and the provider that it may need. */
export function isToolReady({ feature, needs, page }: Tool): boolean {
  return page !== null && (needs !== 'provider' || isMediaConfigured(feature))
}

function getPriceInForce(feature: string, model: string | undefined): Promise<number | null> {
  return getFeatureCost(feature, model).catch((error: unknown) => {
    if (error instanceof AppError && error.code === 'unknown_feature') return null
    throw error
  })
}
