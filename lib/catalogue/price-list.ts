import { formatNumber } from '@/lib/format-number'
import 'server-only'
import { cacheLife, cacheTag, revalidateTag } from 'next/cache'
import { cache } from 'react'
import { z } from 'zod'
import { getBonus } from '@/lib/credits/bonuses'
import { logger } from '@/lib/logger'
import { adminClient } from '@/lib/supabase/admin'
import { toAppError } from '@/lib/supabase/rpc'
import { getFeaturePrices } from './feature-prices'
import { ListedPlan } from './listed-plan'
import { getPackages } from './packages'

const CATALOGUE_TAG = 'catalogue'

async function getListedPlans(): Promise<ListedPlan[]> {
  const { data, error } = await adminClient()
    .from('plans')
    .select(
      'id, name, creditsPerMonth:credits_per_month, priceCents:price_cents, currency, rolloverCap:rollover_cap, modelRetentionDays:model_retention_days, maxModels:max_models',
    )
    .eq('is_active', true)
    .order('position')
  if (error) throw toAppError(error)
  return z.array(ListedPlan).parse(data)
}

/** All that is for sale and what everything costs, for public pages: at most a minute old, however many look. */
export async function getPriceList() {
  'use cache'
  cacheLife('minutes')
  cacheTag(CATALOGUE_TAG)
  const [packages, plans, features, signUpBonus] = await Promise.all([
    getPackages(),
    getListedPlans(),
    getFeaturePrices(),
    getBonus('signup'),
  ])
  return { packages, plans, features, signUpBonus }
}

/** The price list for pages that do without it: null, and said in the log, when it can't be read. Asked once per request. */
export const findPriceList = cache(() =>
  getPriceList().catch((err: unknown) => {
    logger().error({ err }, 'A page could not read the price list')
    return null
  }),
)

/** What signing up gives, in words: "50 free credits". Empty when it gives none, or when that can't be read. */
export async function describeSignUpBonus(): Promise<string> {
  const credits = (await findPriceList())?.signUpBonus ?? 0
  return credits > 0 ? `${formatNumber(credits)} free ${credits === 1 ? 'credit' : 'credits'}` : ''
}

/** For whoever has changed the catalogue: the next visitor reads it anew. Other servers follow within the minute. */
export function forgetPriceList(): void {
  revalidateTag(CATALOGUE_TAG, { expire: 0 })
}
