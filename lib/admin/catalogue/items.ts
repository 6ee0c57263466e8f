import 'server-only'
import { z } from 'zod'
import { BonusItem, Catalogue, PackageItem, PlanItem, Tier, TopUpItem } from '@/lib/admin/shapes/catalogue'
import { Reason } from '@/lib/admin/shapes/reason'
import { Currency } from '@/lib/dodopayments/client'
import { callRpc } from '@/lib/supabase/rpc'

/** The most of anything that is counted. */
export const MAX_COUNTED = Number.MAX_SAFE_INTEGER

/** What every edit says. */
export const editFields = {
  version: z.string().max(64).meta({ description: 'Of what you saw; empty for something new.' }),
  reason: Reason,
}
const common = {
  id: z.string().regex(/^[a-z0-9_-]{1,40}$/, 'Small letters, digits, - and _.'),
  name: z.string().trim().min(1).max(60),
  currency: Currency.meta({ description: 'Of something that there is already, what it was.' }),
  position: z.int().min(0).max(1000),
  isActive: z.boolean(),
  ...editFields,
}

export const PackageInput = z.object({
  ...common,
  credits: z.int().min(1).max(MAX_COUNTED),
  priceCents: z.int().min(1).max(MAX_COUNTED),
  dodoProductId: z.string().trim().min(1).max(200),
  isPopular: z.boolean(),
  maxQuantity: z.int().min(1).max(10_000),
  tiers: z
    .array(Tier)
    .max(20)
    .refine((tiers) => new Set(tiers.map(({ minQuantity }) => minQuantity)).size === tiers.length, {
      message: 'Two lower prices begin at the same quantity.',
    })
    .meta({ description: 'What one costs from a quantity on: all of them, in any order.' }),
})

export const PlanInput = z.object({
  ...common,
  creditsPerMonth: z.int().min(0).max(MAX_COUNTED),
  priceCents: z.int().min(0).max(MAX_COUNTED),
  rolloverCap: z.int().min(0).max(MAX_COUNTED),
  dodoProductId: z.string().trim().min(1).max(200).nullable(),
  modelRetentionDays: z.int().min(1).max(36_500),
  maxModels: z.int().min(0).max(1_000_000),
})

export const TopUpInput = z.object({ dodoProductId: z.string().trim().min(1).max(200), ...editFields })

export const BonusInput = z.object({
  id: BonusItem.shape.id,
  credits: z.int().min(0).max(MAX_COUNTED),
  ...editFields,
})

/** All that is for sale and what features cost, with what is to come. `admin_catalogue`: throws forbidden. */
export const getCatalogue = (actorId: string): Promise<Catalogue> =>
  callRpc('admin_catalogue', { p_actor_id: actorId }, Catalogue)

/**
 * Change a package, or add one. `save_package`: throws forbidden, invalid_input, and conflict with what it is `current`ly when somebody
 * else changed it meanwhile.
 */
export function savePackage(actorId: string, input: z.infer<typeof PackageInput>): Promise<PackageItem> {
  const { id, version, reason, name, credits, currency, position } = input
  const values = {
    name,
    credits,
    currency,
    price_cents: input.priceCents,
    dodo_product_id: input.dodoProductId,
    is_popular: input.isPopular,
    is_active: input.isActive,
    max_quantity: input.maxQuantity,
    tiers: input.tiers,
    position,
  }
  return callRpc(
    'save_package',
    { p_actor_id: actorId, p_id: id, p_values: values, p_version: version, p_reason: reason },
    PackageItem,
  )
}

/** Change a plan, or add one; subscribers keep their terms. `save_plan`: throws as savePackage does, and plan_not_found. */
export function savePlan(actorId: string, input: z.infer<typeof PlanInput>): Promise<PlanItem> {
  const { id, version, reason, name, currency, position } = input
  const values = {
    name,
    currency,
    credits_per_month: input.creditsPerMonth,
    price_cents: input.priceCents,
    rollover_cap: input.rolloverCap,
    dodo_product_id: input.dodoProductId,
    model_retention_days: input.modelRetentionDays,
    max_models: input.maxModels,
    is_active: input.isActive,
    position,
  }
  return callRpc(
    'save_plan',
    { p_actor_id: actorId, p_id: id, p_values: values, p_version: version, p_reason: reason },
    PlanItem,
  )
}

/** Change what is given away once, for those who come from now on. `save_bonus`: throws as savePackage does. */
export const saveBonus = (actorId: string, input: z.infer<typeof BonusInput>): Promise<BonusItem> =>
  callRpc(
    'save_bonus',
    {
      p_actor_id: actorId,
      p_id: input.id,
      p_credits: input.credits,
      p_version: input.version,
      p_reason: input.reason,
    },
    BonusItem,
  )

/** Change the product that cards for top-ups are allowed on. `save_top_up_product`: throws as savePackage does. */
export const saveTopUpProduct = (actorId: string, input: z.infer<typeof TopUpInput>): Promise<TopUpItem> =>
  callRpc(
    'save_top_up_product',
    {
      p_actor_id: actorId,
      p_product_id: input.dodoProductId,
      p_version: input.version,
      p_reason: input.reason,
    },
    TopUpItem,
  )
