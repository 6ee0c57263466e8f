import 'server-only'
import { z } from 'zod'
import { callRpc } from '@/lib/supabase/rpc'

const FeaturePrice = z.object({ feature: z.string(), model: z.string(), credits: z.int().positive() })

/** Credits that one run of each feature costs now, by model; model '' is whatever the model. `feature_prices`. */
export function getFeaturePrices() {
  return callRpc('feature_prices', {}, z.array(FeaturePrice))
}
