import 'server-only'
import { z } from 'zod'
import { heedSubscription } from '@/lib/dodopayments/sync/unwanted'
import type { WebhookHandler } from '@/lib/http/webhook'

const Subscription = z.looseObject({ subscription_id: z.string().min(1) })

const handleSubscription: WebhookHandler = async (event) => {
  const { subscription_id } = Subscription.parse(event.data)
  return () => heedSubscription(subscription_id, event.id)
}

export const SUBSCRIPTION_EVENTS: [string, WebhookHandler][] = [
  'active',
  'renewed',
  'updated',
  'plan_changed',
  'update_payment_method',
  'past_due',
  'on_hold',
  'paused',
  'unpaused',
  'cancelled',
  'failed',
  'expired',
].map((name) => [`subscription.${name}`, handleSubscription])
