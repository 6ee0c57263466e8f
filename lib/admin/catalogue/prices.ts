import 'server-only'
import { z } from 'zod'
import { PriceItem } from '@/lib/admin/shapes/catalogue'
import { callRpc } from '@/lib/supabase/rpc'
import { editFields, MAX_COUNTED } from './items'

const PriceKey = {
  feature: z.string().regex(/^[a-z0-9-]{1,60}$/, 'Small letters, digits and -.'),
  model: z.string().regex(/^[a-z0-9.-]{0,60}$/, 'Small letters, digits, . and -.'),
  ...editFields,
}
export const PriceInput = z.object({
  ...PriceKey,
  credits: z.int().min(1).max(MAX_COUNTED).nullable().meta({ description: 'null: no price from then on' }),
  effectiveFrom: z.iso.datetime({ offset: true }).nullable().meta({ description: 'null: now' }),
})
export const PriceCancelInput = z.object({
  ...PriceKey,
  effectiveFrom: z.iso.datetime({ offset: true }),
})

/** Set what a feature costs, now or from a moment on. `schedule_price`: throws as savePackage does. */
export const schedulePrice = (actorId: string, input: z.infer<typeof PriceInput>): Promise<PriceItem> =>
  callRpc(
    'schedule_price',
    {
      p_actor_id: actorId,
      p_feature: input.feature,
      p_model: input.model,
      p_credits: input.credits,
      p_effective_from: input.effectiveFrom,
      p_version: input.version,
      p_reason: input.reason,
    },
    PriceItem,
  )

/** Take back a price that has not come into force. `cancel_price`: throws forbidden, conflict. */
export const cancelPrice = (actorId: string, input: z.infer<typeof PriceCancelInput>): Promise<PriceItem> =>
  callRpc(
    'cancel_price',
    {
      p_actor_id: actorId,
      p_feature: input.feature,
      p_model: input.model,
      p_effective_from: input.effectiveFrom,
      p_version: input.version,
      p_reason: input.reason,
    },
    PriceItem,
  )
