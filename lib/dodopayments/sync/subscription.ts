import 'server-only'
import { z } from 'zod'
import { type DodoSubscription, dodoClient } from '@/lib/dodopayments/client'
import { listPayments } from '@/lib/dodopayments/list'
import { adminClient } from '@/lib/supabase/admin'
import { callRpc, toAppError } from '@/lib/supabase/rpc'
import { syncMandate } from './mandate'

const SyncOutcome = z.enum(['processed', 'parked'])

type Metadata = Record<string, string | number | boolean>

/** The terms that we put into the metadata at checkout or at a change of plan. */
const readTermsId = (metadata: Metadata) => z.uuid().nullable().catch(null).parse(metadata.terms_id)

/** Every payment of a subscription that went through, with its tax; zero amounts and new cards bring no month. */
async function listMonths(subscriptionId: string) {
  const found = []
  for await (const items of listPayments({ subscription_id: subscriptionId, status: 'succeeded' })) {
    found.push(...items)
  }
  return found.filter((item) => item.total_amount > 0)
}

async function findKnown(subscriptionId: string): Promise<Set<string | null>> {
  const { data, error } = await adminClient()
    .from('subscription_credits')
    .select('payment_id')
    .eq('subscription_id', subscriptionId)
  if (error) throw toAppError(error)
  return new Set(data.map((row) => row.payment_id))
}

/** Of payments that no month stands for yet, what the list does not tell: the tax, and whether it was for a new card. */
async function loadNewPayments(subscriptionId: string, listed: Awaited<ReturnType<typeof listMonths>>) {
  const known = await findKnown(subscriptionId)
  const loaded = await Promise.all(
    listed.map(async (item) => {
      if (known.has(item.payment_id)) return { ...item, tax: null, is_update_payment_method: false }
      return await dodoClient().payments.retrieve(item.payment_id)
    }),
  )
  return loaded
    .filter((payment) => !payment.is_update_payment_method)
    .map((payment) => ({
      id: payment.payment_id,
      at: payment.created_at,
      terms_id: readTermsId(payment.metadata),
      total_cents: payment.total_amount,
      tax_cents: payment.tax ?? 0,
      currency: payment.currency,
    }))
}

const toState = (subscription: DodoSubscription) => ({
  id: subscription.subscription_id,
  terms_id: readTermsId(subscription.metadata),
  product_id: subscription.product_id,
  customer_id: subscription.customer.customer_id,
  status: subscription.status,
  currency: subscription.currency,
  // With the tax inside the price the rest differs from country to country: nothing to compare.
  price_cents: subscription.tax_inclusive ? null : subscription.recurring_pre_tax_amount,
  created_at: subscription.created_at,
  period_start: subscription.previous_billing_date,
  period_end: subscription.next_billing_date,
  cancel_at_period_end: subscription.cancel_at_next_billing_date,
  trial_days: subscription.trial_period_days,
  scheduled_product_id: subscription.scheduled_change?.product_id ?? null,
})

/**
 * Ask Dodo for a subscription and its payments and bring ours in line, credits included: `sync_subscription`. What an event
 * itself says is not used, so its age and order don't matter. `parked` when an admin has to decide. Throws what
 * Dodo's API throws; nothing has changed then.
 */
export async function syncSubscription(subscriptionId: string, webhookId?: string) {
  // Payments first: one that is newer than the subscription would be taken for a month of a plan that is over by then. The other way
  // round the month is given in advance, and its payment is found the next time.
  const listed = await listMonths(subscriptionId)
  const seenAt = new Date().toISOString()
  const subscription = await dodoClient().subscriptions.retrieve(subscriptionId)
  // A mandate for charges that the user asked for brings no months.
  if (subscription.on_demand) return syncMandate(subscription, seenAt, webhookId)
  const payments = await loadNewPayments(subscriptionId, listed)
  return callRpc(
    'sync_subscription',
    { p_state: toState(subscription), p_payments: payments, p_seen_at: seenAt, p_webhook_id: webhookId },
    SyncOutcome,
  )
}
