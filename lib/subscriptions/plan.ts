import { z } from 'zod'

/** A plan on sale. Prices in cents for a month, without tax. */
export type Plan = {
  id: string
  name: string
  creditsPerMonth: number
  priceCents: number
  currency: string
  /** Unused credits of a month that are carried into the next at most. */
  rolloverCap: number
}

export const SubscriptionStatus = z.enum([
  'pending',
  'active',
  'past_due',
  'on_hold',
  'paused',
  'cancelled',
  'failed',
  'expired',
])
export type SubscriptionStatus = z.infer<typeof SubscriptionStatus>

/** What somebody is on. Without a subscription `subscriptionId` and all that depends on it is null and the plan is Free. */
export const PlanAnswer = z.object({
  planId: z.string(),
  planName: z.string(),
  creditsPerMonth: z.int(),
  priceCents: z.int(),
  currency: z.string(),
  /** Unused credits of a month that are carried into the next at most, as agreed. */
  rolloverCap: z.int(),
  subscriptionId: z.string().nullable(),
  status: SubscriptionStatus.nullable(),
  periodStart: z.string().nullable(),
  /** When the next payment is due, or the plan ends. */
  periodEnd: z.string().nullable(),
  cancelAtPeriodEnd: z.boolean(),
  scheduledPlanName: z.string().nullable(),
  /** A larger plan that was asked for and holds once its payment goes through. */
  unpaidPlanName: z.string().nullable(),
  trialEndsAt: z.string().nullable(),
})
export type CurrentPlan = z.infer<typeof PlanAnswer>

/** A CurrentPlan as `get_subscription` answers it. */
export const PlanRow = z
  .object({
    plan_id: z.string(),
    plan_name: z.string(),
    credits_per_month: z.int(),
    price_cents: z.int(),
    currency: z.string(),
    rollover_cap: z.int(),
    id: z.string().nullable(),
    status: SubscriptionStatus.nullable(),
    period_start: z.string().nullable(),
    period_end: z.string().nullable(),
    cancel_at_period_end: z.boolean(),
    scheduled_plan_name: z.string().nullable(),
    unpaid_plan_name: z.string().nullable(),
    trial_ends_at: z.string().nullable(),
  })
  .transform(
    (row): CurrentPlan => ({
      planId: row.plan_id,
      planName: row.plan_name,
      creditsPerMonth: row.credits_per_month,
      priceCents: row.price_cents,
      currency: row.currency,
      rolloverCap: row.rollover_cap,
      subscriptionId: row.id,
      status: row.status,
      periodStart: row.period_start,
      periodEnd: row.period_end,
      cancelAtPeriodEnd: row.cancel_at_period_end,
      scheduledPlanName: row.scheduled_plan_name,
      unpaidPlanName: row.unpaid_plan_name,
      trialEndsAt: row.trial_ends_at,
    }),
  )

/** One allocation: a month of a plan, or what a change of plan added to one. Cents with tax. */
export const Month = z.object({
  id: z.int(),
  planId: z.string(),
  isChange: z.boolean(),
  periodStart: z.string(),
  periodEnd: z.string(),
  credits: z.int(),
  paidCents: z.int().nullable(),
  returnedCents: z.int(),
  currency: z.string().nullable(),
  paymentId: z.string().nullable(),
})
export type Month = z.infer<typeof Month>

/** What a change of plan would mean, as Dodo prices it. Cents; `chargeCents` with tax, `priceCents` without. */
export const PlanChangeQuote = z.object({
  planId: z.string(),
  planName: z.string(),
  /** when the paid period ends; else now */
  atPeriodEnd: z.boolean(),
  effectiveAt: z.string(),
  chargeCents: z.int(),
  taxCents: z.int(),
  currency: z.string(),
  /** Credits that come at once. */
  addedCredits: z.int(),
  creditsPerMonth: z.int(),
  priceCents: z.int(),
})
export type PlanChangeQuote = z.infer<typeof PlanChangeQuote>
