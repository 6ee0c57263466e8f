import 'server-only'
import { z } from 'zod'
import { heedSubscription } from '@/lib/dodopayments/sync/unwanted'
import type { WebhookHandler } from '@/lib/http/webhook'
import { callRpc, type RpcArgs } from '@/lib/supabase/rpc'

// Only what is used, and tolerant of the rest: an unknown field must never cost somebody their credits.
const Payment = z.looseObject({
  payment_id: z.string().min(1),
  subscription_id: z.string().nullish(),
  status: z.string().nullish(),
  total_amount: z.int(),
  tax: z.int().nullish(),
  currency: z.string(),
  error_message: z.string().nullish(),
  product_cart: z.array(z.looseObject({ product_id: z.string(), quantity: z.int() })).nullish(),
  customer: z.looseObject({ customer_id: z.string() }),
  metadata: z.looseObject({
    purchase_id: z.uuid().optional().catch(undefined),
    top_up_for: z.uuid().optional().catch(undefined),
  }),
})
type Payment = z.infer<typeof Payment>

const UNKNOWN_PURCHASE = '00000000-0000-0000-0000-000000000000'

const Owed = z.object({ is_mandate: z.boolean(), purchase_id: z.uuid().nullable() })

/**
 * The purchase that a payment is for. Null for a month of a plan: a charge for a top-up names its purchase, or is what was declined and
 * paid later with another card.
 */
async function findPurchase(payment: Payment): Promise<string | null> {
  const { purchase_id, top_up_for } = payment.metadata
  if (purchase_id || !payment.subscription_id) return purchase_id ?? UNKNOWN_PURCHASE
  if (payment.status !== 'succeeded' || payment.total_amount === 0) return null
  const owed = await callRpc(
    'find_owed_top_up',
    {
      p_mandate_id: payment.subscription_id,
      p_user_id: top_up_for ?? null,
      p_amount_cents: payment.total_amount - (payment.tax ?? 0),
    },
    Owed,
  )
  return owed.is_mandate ? (owed.purchase_id ?? UNKNOWN_PURCHASE) : null
}

/** `data` is the state at delivery, not at the time of the event: act on what it says now. */
const handlePayment: WebhookHandler = async (event) => {
  const payment = Payment.parse(event.data)
  const purchaseId = await findPurchase(payment)
  if (purchaseId === null) return () => heedSubscription(payment.subscription_id ?? '', event.id)
  if (payment.status === 'succeeded') {
    const [item, ...others] = payment.product_cart ?? []
    const isOneProduct = item !== undefined && others.length === 0
    // A charge to a mandate has no cart; its purchase knows what it was for.
    const isCharge = payment.subscription_id && payment.product_cart == null
    return {
      call: 'complete_purchase',
      args: {
        p_payment_id: payment.payment_id,
        p_purchase_id: purchaseId,
        p_product_id: isOneProduct ? item.product_id : JSON.stringify(payment.product_cart ?? []),
        p_quantity: isCharge ? 1 : isOneProduct ? item.quantity : 0,
        p_amount_cents: payment.total_amount - (payment.tax ?? 0),
        p_currency: payment.currency,
        p_customer_id: payment.customer.customer_id,
        p_paid_cents: payment.total_amount,
      } satisfies Omit<RpcArgs<'complete_purchase'>, 'p_webhook_id'>,
    }
  }
  return {
    call: 'fail_purchase',
    args: {
      p_purchase_id: purchaseId,
      p_failure: payment.error_message ?? 'The payment did not go through.',
    } satisfies RpcArgs<'fail_purchase'>,
  }
}

export const PAYMENT_EVENTS: [string, WebhookHandler][] = [
  ['payment.succeeded', handlePayment],
  ['payment.failed', handlePayment],
  ['payment.cancelled', handlePayment],
]
