import { z } from 'zod'
import { GRANT_SOURCES } from '@/lib/credits/movement'
import { SubscriptionStatus } from '@/lib/subscriptions/plan'
import { MailStatus } from './mail'

export const GrantRow = z.object({
  id: z.int(),
  source: z.enum(GRANT_SOURCES),
  amount: z.int(),
  remaining: z.int(),
  expired: z.int(),
  expiresAt: z.string().nullable(),
  createdAt: z.string(),
  reference: z.string().nullable(),
})
export type GrantRow = z.infer<typeof GrantRow>

export const UsageRow = z.object({
  id: z.int(),
  feature: z.string(),
  model: z.string().nullable(),
  credits: z.int(),
  tokensIn: z.int(),
  tokensOut: z.int(),
  durationMs: z.int(),
  outcome: z.enum(['succeeded', 'failed', 'timeout', 'aborted']),
  createdAt: z.string(),
})
export type UsageRow = z.infer<typeof UsageRow>

export const UserMailRow = z.object({
  id: z.int(),
  kind: z.string(),
  data: z.unknown(),
  status: MailStatus,
  attempts: z.int(),
  error: z.string().nullable(),
  createdAt: z.string(),
  sentAt: z.string().nullable(),
})
/** A mail to them, by its subject; null when its data don't make one. */
export type UserMailRow = Omit<z.infer<typeof UserMailRow>, 'data'> & { subject: string | null }

export const UserSubscriptionRow = z.object({
  id: z.string(),
  plan: z.string(),
  status: SubscriptionStatus,
  priceCents: z.int(),
  currency: z.string(),
  credits: z.int(),
  periodStart: z.string(),
  periodEnd: z.string(),
  cancelAtPeriodEnd: z.boolean(),
  createdAt: z.string(),
  endedAt: z.string().nullable(),
})
export type UserSubscriptionRow = z.infer<typeof UserSubscriptionRow>
