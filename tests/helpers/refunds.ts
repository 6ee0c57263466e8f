import { randomUUID } from 'node:crypto'
import { addUser, type TestSql } from './database'
import { pay, startPurchase } from './purchases'

export type RefundRow = {
  id: string
  status: string
  attempt: number
  amountCents: number
  paymentId: string
  refundId: string | null
  isNew: boolean
}

export async function addAdmin(sql: TestSql): Promise<string> {
  const { id } = await addUser(sql)
  await sql`update public.profiles set role = 'admin' where id = ${id}`
  return id
}

/** An admin, and somebody with 50 free credits who bought 100 for 9.99. */
export async function addPaidPurchase(sql: TestSql) {
  const [admin, { id }] = [await addAdmin(sql), await addUser(sql)]
  const purchase = await startPurchase(sql, id)
  const paymentId = `pay_${randomUUID()}`
  await pay(sql, purchase.id, { paymentId })
  return { admin, buyer: id, paymentId, purchaseId: purchase.id }
}

/** Asks for `cents` of a purchase, or all that is left when null, as the route does. */
export async function beginRefund(
  sql: TestSql,
  { admin, purchaseId }: { admin: string; purchaseId: string },
  cents: number | null,
  { key = String(randomUUID()), reason = 'a reason' } = {},
): Promise<RefundRow> {
  const [row] = await sql<{ refund: RefundRow }[]>`
    select public.begin_purchase_refund(${admin}, ${purchaseId}, ${cents}, ${reason}, ${key}) as refund`
  if (!row) throw new Error('The function answered nothing.')
  return row.refund
}

/** Says what came of asking Dodo. Resolves the status that the refund has now. */
export async function finishRefund(
  sql: TestSql,
  { id, attempt }: RefundRow,
  status: string,
  refundId: string | null = null,
) {
  const [row] = await sql<{ status: string }[]>`
    select public.finish_purchase_refund(${id}, ${attempt}, ${status}, ${refundId}, 'because') as status`
  return row?.status
}

/** The webhook of a refund at Dodo, which may carry the id of one of ours, as the route hands it on. */
export async function reportRefund(
  sql: TestSql,
  paymentId: string,
  refundId: string,
  cents: number,
  outcome: string,
  requestId?: string,
): Promise<void> {
  const webhookId = randomUUID()
  const payload = sql.json({ payment_id: paymentId, metadata: { purchase_refund_id: requestId ?? null } })
  await sql`select public.store_webhook_event(${webhookId}, 'refund.succeeded', ${payload})`
  await sql`select public.record_return(${webhookId}, 'refund', ${refundId}, ${paymentId}, ${cents}, ${outcome})`
}
