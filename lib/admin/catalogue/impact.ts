import 'server-only'
import type { z } from 'zod'
import { Impact, type ImpactInput } from '@/lib/admin/shapes/catalogue'
import { findProduct } from '@/lib/dodopayments/find-product'
import { freshenFigures } from '@/lib/reports/roll-up'
import { callRpc } from '@/lib/supabase/rpc'

/**
 * Whom an edit of a feature's price, a package or a plan would concern, and what its product is like at Dodo.
 * `catalogue_impact`: throws forbidden.
 */
export async function previewImpact(
  actorId: string,
  { kind, id, model, productId }: z.infer<typeof ImpactInput>,
): Promise<Impact> {
  if (kind === 'feature') await freshenFigures()
  const [impact, product] = await Promise.all([
    callRpc('catalogue_impact', { p_actor_id: actorId, p_kind: kind, p_id: id, p_model: model }, Impact),
    productId ? findProduct(productId) : undefined,
  ])
  return { ...impact, product }
}
