import { randomUUID } from 'node:crypto'
import { createPayment, signDelivery, writeEvent } from '../app/dodo-webhook'
import type { TestSql } from '../database'

/** A pending purchase of one starter package, the payment that will complete it, and the buyer as Dodo knows them. */
export type Purchase = { id: string; userId: string; paymentId: string; customerId: string }
/** One request of the payment provider, signed. */
export type Delivery = { headers: Record<string, string>; body: string }

/** New people with `each` pending purchases apiece, made without signing them up one by one. */
export async function addPurchases(sql: TestSql, people: number, each: number): Promise<Purchase[]> {
  const buyers = await sql<{ id: string }[]>`
    insert into auth.users (id, email, email_confirmed_at)
    select gen_random_uuid(), gen_random_uuid() || '@example.com', now() from generate_series(1, ${people})
    returning id`
  const started = await sql<{ id: string; user_id: string }[]>`
    select (s.purchase).id, (s.purchase).user_id from (
      select public.start_purchase(u.id, 'starter') as purchase
      from generate_series(1, ${each}) as n, unnest(${buyers.map(({ id }) => id)}::uuid[]) as u(id) order by n
    ) s`
  return started.map(({ id, user_id }) => ({
    id,
    userId: user_id,
    paymentId: `pay_${randomUUID()}`,
    customerId: `cus_${user_id}`,
  }))
}

/** A payment's event, with the fields that matter and about as many as a real one has beside them. */
function describePayment({ id, paymentId, customerId }: Purchase) {
  return createPayment(id, {
    ...EVERYDAY_FIELDS,
    payment_id: paymentId,
    customer: { customer_id: customerId, email: 'buyer@example.com', name: 'Buyer', phone_number: null },
  })
}

/**
 * Each purchase's payment.succeeded once, and after every nine of them a duplicate: by turns of the one just sent and of
 * one from the first half, every fifth under a delivery id of its own.
 */
export function planDeliveries(purchases: Purchase[], key: string): Delivery[] {
  const originals = purchases.map((purchase) => sign(purchase, key))
  return originals.flatMap((delivery, n) => {
    if (n % 9 !== 8) return [delivery]
    const duplicate = Math.floor(n / 9)
    const of = duplicate % 2 === 0 ? n : Math.floor(n / 2)
    const [purchase, again] = [purchases[of], originals[of]]
    if (!purchase || !again) return [delivery]
    return [delivery, duplicate % 5 === 4 ? sign(purchase, key) : again]
  })
}

/** A delivery of an event about `data`, under an id of its own. */
export function signEvent(type: string, data: unknown, key: string): Delivery {
  const body = writeEvent(type, data)
  return { body, headers: { 'content-type': 'application/json', ...signDelivery(body, { key }) } }
}

const sign = (purchase: Purchase, key: string) =>
  signEvent('payment.succeeded', describePayment(purchase), key)

const EVERYDAY_FIELDS = {
  brand_id: 'bus_test',
  business_id: 'bus_test',
  billing: { city: 'Lisbon', country: 'PT', state: 'Lisbon', street: 'Rua Augusta 1', zipcode: '1100-048' },
  card_holder_name: 'A. Buyer',
  card_issuing_country: 'PT',
  card_last_four: '4242',
  card_network: 'VISA',
  card_type: 'CREDIT',
  checkout_session_id: 'cks_1234567890123456789012',
  created_at: '2026-11-01T09:30:00.000000Z',
  custom_field_responses: null,
  digital_products_delivered: false,
  discount_id: null,
  discounts: null,
  disputes: [],
  error_code: null,
  error_message: null,
  invoice_id: 'inv_1234567890123456789012',
  invoice_url: 'https://test.dodopayments.com/invoices/payments/pay_1234567890123456789012',
  is_update_payment_method: false,
  payment_link: 'https://test.checkout.dodopayments.com/session/cks_1234567890123456789012',
  payment_method: 'card',
  payment_method_id: 'pm_1234567890123456789012',
  payment_method_type: 'visa',
  payment_provider: 'dodo',
  refund_status: null,
  refunds: [],
  retry_attempt: 0,
  settlement_amount: 999,
  settlement_currency: 'USD',
  settlement_tax: null,
  subscription_id: null,
  updated_at: null,
}
