import { z } from 'zod'

/** A plan as the price list shows it. Cents for a month, without tax. */
export const ListedPlan = z.object({
  id: z.string(),
  name: z.string(),
  creditsPerMonth: z.int(),
  priceCents: z.int(),
  currency: z.string(),
  rolloverCap: z.int(),
  modelRetentionDays: z.int(),
  maxModels: z.int(),
})
export type ListedPlan = z.infer<typeof ListedPlan>
