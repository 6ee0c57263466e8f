import 'server-only'
import { z } from 'zod'
import type { CreditPackage } from '@/lib/pricing-plans'
import { adminClient } from '@/lib/supabase/admin'
import { toAppError } from '@/lib/supabase/rpc'

/** A package as buyers see it; price in cents. */
export const Package = z.object({
  id: z.string(),
  name: z.string(),
  credits: z.int(),
  priceCents: z.int(),
  currency: z.string(),
  isPopular: z.boolean(),
})

/** The packages on sale now, cheapest position first. Prices in cents. */
export async function getPackages(): Promise<CreditPackage[]> {
  const { data, error } = await adminClient()
    .from('credit_packages')
    .select('id, name, credits, priceCents:price_cents, currency, isPopular:is_popular')
    .eq('is_active', true)
    .order('position')
  if (error) throw toAppError(error)
  return z.array(Package).parse(data)
}
