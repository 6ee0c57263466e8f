import { randomUUID } from 'node:crypto'
import { Webhook } from 'standardwebhooks'

/** One package at today's catalogue price, as `seed.sql` has it. */
const STARTER = { product_id: 'pdt_starter', quantity: 1 }
const STARTER_CENTS = 999

/** The fields of a Dodo payment that matter here, with any of them changed. */
export function createPayment(purchaseId: string | undefined, changes: Record<string, unknown> = {}) {
  const { metadata, ...rest } = changes
  return {
    payload_type: 'Payment',
    payment_id: `pay_${randomUUID()}`,
    status: 'succeeded',
    total_amount: STARTER_CENTS,
    tax: null,
    currency: 'USD',
    customer: { customer_id: `cus_${randomUUID()}`, email: 'buyer@example.com', name: 'Buyer' },
    product_cart: [STARTER],
    metadata: { ...(purchaseId && { purchase_id: purchaseId }), ...(metadata as object | undefined) },
    ...rest,
  }
}

/** A webhook's body about `data`, as Dodo writes it. */
export function writeEvent(type: string, data: unknown): string {
  return JSON.stringify({ business_id: 'bus_test', type, timestamp: new Date().toISOString(), data })
}

export type Signing = { key: string; id?: string; at?: Date }

/** The three Standard Webhooks headers that make `body` a delivery signed with `key`. */
export function signDelivery(body: string, { key, id = `msg_${randomUUID()}`, at = new Date() }: Signing) {
  return {
    'webhook-id': id,
    'webhook-timestamp': String(Math.floor(at.getTime() / 1_000)),
    'webhook-signature': new Webhook(key).sign(id, at, body),
  }
}
