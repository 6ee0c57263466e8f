import { randomUUID } from 'node:crypto'
import type { TestSql } from './database'

export type PurchaseRow = {
  id: string
  status: string
  credits: number
  amount_cents: number
  payment_id: string | null
}

export async function startPurchase(
  sql: TestSql,
  userId: string,
  packageId = 'starter',
): Promise<PurchaseRow> {
  const [row] = await sql<PurchaseRow[]>`select * from public.start_purchase(${userId}, ${packageId})`
  if (!row) throw new Error('No purchase was started.')
  return row
}

type Payment = {
  webhookId?: string
  paymentId?: string
  productId?: string
  amountCents?: number
  currency?: string
}

/** What the webhook route does for a payment that succeeded: store the event, then complete the purchase. */
export async function pay(sql: TestSql, purchaseId: string, payment: Payment = {}): Promise<string> {
  const { webhookId = randomUUID(), paymentId = `pay_${randomUUID()}` } = payment
  const { productId = 'pdt_starter', amountCents = 999, currency = 'USD' } = payment
  await sql`select public.store_webhook_event(${webhookId}, 'payment.succeeded', '{}')`
  const [row] = await sql<{ status: string }[]>`
    select public.complete_purchase(${webhookId}, ${paymentId}, ${purchaseId}, ${productId}, ${amountCents}, ${currency}) as status`
  return row?.status ?? ''
}
