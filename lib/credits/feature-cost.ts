import 'server-only'
import { z } from 'zod'
import { callRpc } from '@/lib/supabase/rpc'

/** Credits one run costs now, from the `feature_pricing` table. Throws unknown_feature. `feature_cost`. */
export function getFeatureCost(feature: string, model?: string, complexity?: string): Promise<number> {
  return callRpc(
    'feature_cost',
    { p_feature: feature, p_model: model, p_complexity: complexity },
    z.int().positive(),
  )
}
