import 'server-only'
import { z } from 'zod'
import { adminClient } from '@/lib/supabase/admin'
import { toAppError } from '@/lib/supabase/rpc'

const FeaturePrice = z.object({ feature: z.string(), model: z.string(), credits: z.int().positive() })

/** Credits that one run of each feature costs now, by model; model '' is whatever the model. */
export async function getFeaturePrices() {
  const { data, error } = await adminClient()
    .from('feature_pricing')
    .select('feature, model, credits')
    .eq('is_active', true)
    .order('feature')
    .order('model')
  if (error) throw toAppError(error)
  return z.array(FeaturePrice).parse(data)
}
