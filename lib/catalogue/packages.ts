import 'server-only'
import { z } from 'zod'
import type { CreditPackage } from '@/lib/pricing-plans'
import { adminClient } from '@/lib/supabase/admin'
import { toAppError } from '@/lib/supabase/rpc'

/** A package as buyers see it; prices in cents. */
export const Package = z.object({
  id: z.string(),
  name: z.string(),
  credits: z.int(),
  priceCents: z.int(),
  currency: z.string(),
  isPopular: z.boolean(),
  maxQuantity: z.int().meta({ description: 'How many a checkout may be for.' }),
  tiers: z
    .array(z.object({ minQuantity: z.int(), priceCents: z.int() }))
    .meta({ description: 'What one costs from a quantity on.' }),
})

const Row = Package.omit({ tiers: true })
const TierRow = z.object({ packageId: z.string(), minQuantity: z.int(), priceCents: z.int() })

/** The packages on sale now, cheapest position first, each with its tiers from the smallest quantity on. Prices in cents. */
export async function getPackages(): Promise<CreditPackage[]> {
  const [packages, tiers] = await Promise.all([
    adminClient()
      .from('credit_packages')
      .select(
        'id, name, credits, priceCents:price_cents, currency, isPopular:is_popular, maxQuantity:max_quantity',
      )
      .eq('is_active', true)
      .order('position'),
    adminClient()
      .from('package_tiers')
      .select('packageId:package_id, minQuantity:min_quantity, priceCents:price_cents')
      .order('min_quantity'),
  ])
  const error = packages.error ?? tiers.error
  if (error) throw toAppError(error)
  const all = z.array(TierRow).parse(tiers.data)
  return z
    .array(Row)
    .parse(packages.data)
    .map((row) => ({
      ...row,
      tiers: all
        .filter((tier) => tier.packageId === row.id)
        .map(({ minQuantity, priceCents }) => ({ minQuantity, priceCents })),
    }))
}
