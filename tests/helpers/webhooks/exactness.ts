import type { TestSql } from '../database'
import type { Delivery, Purchase } from './deliveries'

/**
 * What is not exactly as it must be once every one of these purchases was paid and each delivery taken: in words, nothing
 * when all is well. Their buyers have bought nothing else.
 */
export async function findInexact(sql: TestSql, purchases: Purchase[], deliveries: Delivery[]) {
  const ids = purchases.map(({ id }) => id)
  const payments = purchases.map(({ paymentId }) => paymentId)
  const events = [...new Set(deliveries.map(({ headers }) => headers['webhook-id'] ?? ''))]
  const [found] = await sql<Record<string, number>[]>`
    with expected as (select * from unnest(${ids}::uuid[], ${payments}::text[]) as e(purchase_id, payment_id)),
    bought as (select p.*, e.payment_id as expected_payment from expected e join public.purchases p on p.id = e.purchase_id),
    granted as (
      select b.id, count(t.id) as grants, min(t.amount) as amount from bought b
      left join public.credit_transactions t on t.type = 'grant' and t.reference = 'payment:' || b.expected_payment
      group by b.id)
    select
      (select count(*) from bought b where b.status <> 'completed' or b.payment_id is distinct from b.expected_payment)
        as "purchases not completed by their payment",
      (select count(*) from granted g join bought b using (id) where g.grants <> 1 or g.amount <> b.credits)
        as "payments without exactly one grant of their size",
      (select count(*) from (select b.user_id, sum(b.credits) as credits from bought b group by 1) s
        left join public.credit_accounts a on a.owner_id = s.user_id
        where a.available is distinct from s.credits + (select c.credits from public.credit_bonuses c where c.id = 'signup')
          or a.held <> 0 or a.debt <> 0) as "people with another balance than they paid for",
      (select count(*) from bought b where (select count(*) from public.notifications n
        where n.user_id = b.user_id and n.key = 'purchase:' || b.id) <> 1) as "purchases without exactly one receipt",
      (select count(*) from unnest(${events}::text[]) as e(id)
        left join public.webhook_events w on w.webhook_id = e.id
        where w.status is distinct from 'processed' or w.error is not null) as "events not processed",
      (select count(*) from public.check_ledger()) as "faults in the ledger",
      (select count(*) from public.check_payments()) as "faults in the payments"`
  return Object.entries(found ?? { 'nothing found': 1 }).flatMap(([what, count]) =>
    count > 0 ? [`${count} ${what}`] : [],
  )
}
