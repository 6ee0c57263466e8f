import { randomUUID } from 'node:crypto'
import type { TestSql } from './database'

export type PurchaseRow = {
  id: string
  status: string
  quantity: number
  credits: number
  amount_cents: number
  dodo_product_id: string
  payment_id: string | null
}

export async function startPurchase(
  sql: TestSql,
  userId: string,
  packageId = 'starter',
  quantity: number | null = 1,
): Promise<PurchaseRow> {
  const [row] = await sql<PurchaseRow[]>`
    select * from public.start_purchase(${userId}, ${packageId}, ${quantity})`
  if (!row) throw new Error('No purchase was started.')
  return row
}

type Payment = {
  webhookId?: string
  paymentId?: string
  productId?: string
  quantity?: number
  amountCents?: number
  /** With tax; the amount when left out. */
  paidCents?: number
  currency?: string
}

/** What the webhook route does for a payment that succeeded: store the event, then complete the purchase. */
export async function pay(sql: TestSql, purchaseId: string, payment: Payment = {}): Promise<string> {
  const { webhookId = randomUUID(), paymentId = `pay_${randomUUID()}` } = payment
  const { productId = 'pdt_starter', quantity = 1, amountCents = 999, currency = 'USD' } = payment
  const { paidCents = amountCents } = payment
  await sql`select public.store_webhook_event(${webhookId}, 'payment.succeeded', '{}')`
  const [row] = await sql<{ status: string }[]>`
    select public.complete_purchase(${webhookId}, ${paymentId}, ${purchaseId}, ${productId}, ${amountCents}, ${currency},
      null, ${paidCents}, ${quantity}) as status`
  return row?.status ?? ''
}
