import { z } from 'zod'

/** A package, plan or price as an admin saw it: sent back with an edit, which is refused when it has changed. */
const version = z.string()

/** What one of a package costs, in cents, from a quantity on: a product of its own at Dodo. */
export const Tier = z.object({
  minQuantity: z.int().min(2).max(10_000),
  priceCents: z.int().min(1),
  dodoProductId: z.string().trim().min(1).max(200),
})
export type Tier = z.infer<typeof Tier>

export const PackageItem = z.object({
  id: z.string(),
  name: z.string(),
  credits: z.int(),
  priceCents: z.int(),
  currency: z.string(),
  dodoProductId: z.string(),
  maxQuantity: z.int(),
  tiers: z.array(Tier),
  isPopular: z.boolean(),
  isActive: z.boolean(),
  position: z.int(),
  version,
})
export type PackageItem = z.infer<typeof PackageItem>

export const PlanItem = z.object({
  id: z.string(),
  name: z.string(),
  creditsPerMonth: z.int(),
  priceCents: z.int(),
  currency: z.string(),
  rolloverCap: z.int(),
  /** null: free */
  dodoProductId: z.string().nullable(),
  modelRetentionDays: z.int(),
  maxModels: z.int(),
  isActive: z.boolean(),
  position: z.int(),
  version,
})
export type PlanItem = z.infer<typeof PlanItem>

export const PriceItem = z.object({
  feature: z.string(),
  /** '': whatever the model */
  model: z.string(),
  /** In force; null: none. `since` is null for the price that was shipped. */
  current: z.object({ credits: z.int(), since: z.string().nullable() }).nullable(),
  /** The next first. `credits` null: no price from then on. */
  upcoming: z.array(z.object({ effectiveFrom: z.string(), credits: z.int().nullable() })),
  version,
})
export type PriceItem = z.infer<typeof PriceItem>

export const BonusItem = z.object({ id: z.enum(['signup', 'lead']), credits: z.int(), version })
/** Credits given away once: see getBonus. */
export type BonusItem = z.infer<typeof BonusItem>

export const TopUpItem = z.object({
  currency: z.string(),
  /** null: none, and nobody can switch on automatic top-up */
  dodoProductId: z.string().nullable(),
  version,
})
/** The product at Dodo that cards for automatic top-ups are allowed on. */
export type TopUpItem = z.infer<typeof TopUpItem>

export const Catalogue = z.object({
  packages: z.array(PackageItem),
  plans: z.array(PlanItem),
  prices: z.array(PriceItem),
  bonuses: z.array(BonusItem),
  topUp: TopUpItem,
})
export type Catalogue = z.infer<typeof Catalogue>

export const ImpactInput = z.object({
  kind: z.enum(['feature', 'package', 'plan', 'top-up']),
  id: z.string().max(60),
  model: z.string().max(60).default(''),
  productId: z.string().max(200).optional().meta({ description: 'A product at Dodo to look up.' }),
})

export const Impact = z.object({
  accounts: z.int().optional().meta({ description: 'Who used the feature in the last 30 days.' }),
  isMore: z.boolean().optional().meta({ description: 'There are more accounts than were counted.' }),
  calls: z.int().optional(),
  credits: z.int().optional(),
  people: z.int().optional().meta({ description: 'Who is on Free.' }),
  subscribers: z.int().optional().meta({ description: 'Who is on the plan, cancelled ones until they end.' }),
  openCheckouts: z.int().optional(),
  topUps: z.int().optional().meta({ description: 'Automatic top-ups that buy this package.' }),
  cards: z.int().optional().meta({ description: 'Cards that automatic top-ups may charge.' }),
  product: z
    .object({ name: z.string(), priceCents: z.int().nullable(), currency: z.string().nullable() })
    .nullable()
    .optional()
    .meta({ description: 'The product as Dodo has it; null: Dodo has none of this id, or didn’t answer.' }),
})
export type Impact = z.infer<typeof Impact>
