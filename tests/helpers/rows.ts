import { beginCall, finishCall } from './calls'
import type { TestSql } from './database'
import { deduct, hold } from './ledger'
import { drainRollUps } from './roll-ups'
import { readSubscription, syncSubscription } from './subscriptions'
import { saveTopUp, syncMandate } from './top-ups'

/** Sees to it that every table has a row of this person or of nobody. */
export async function addRowsEverywhere(sql: TestSql, id: string): Promise<void> {
  await deduct(sql, id, 3)
  await hold(sql, id, 3)
  await sql`select public.start_purchase(${id}, (select p.id from public.credit_packages p limit 1))`
  await sql`select public.store_webhook_event('event', 'payment.succeeded', '{}')`
  await sql`
    insert into public.purchase_refunds (purchase_id, payment_id, actor_id, amount_cents, is_whole, reason, idempotency_key)
    select p.id, 'pay_mine', ${id}, 1, false, 'mine', 'mine' from public.purchases p where p.user_id = ${id}`
  await sql`insert into public.models (user_id, name, status) values (${id}, 'mine', 'training')`
  const begun = await beginCall(sql, id, { key: 'mine' })
  await finishCall(sql, id, begun, { key: 'mine' })
  await sql`select public.start_lead('address', 1, 1)`
  await sql`select public.record_return('event', 'refund', 'mine', 'pay_mine', null, 'pending')`
  await sql`select public.record_cron_run('job', now(), 1)`
  await sql`insert into public.admin_actions (actor_id, action, target_id) values (${id}, 'adjust_credits', ${id})`
  await sql`insert into public.admin_notes (id, user_id, author_id, body) values (gen_random_uuid(), ${id}, ${id}, 'mine')`
  await sql`select public.begin_ledger_check()`
  await sql`select private.notify(${id}, 'low_balance', 'mine')`
  await sql`insert into public.notification_preferences values (${id}, 'welcome', true, true)`
  await sql`insert into public.forgotten_customers values ('hash')`
  await saveTopUp(sql, id, { threshold: 10 })
  for (const card of ['first', 'second']) await syncMandate(sql, id, { id: `${card}_${id}` })
  await syncMandate(sql, id, { id: `second_${id}`, status: 'cancelled' })
  const now = new Date()
  await syncSubscription(sql, await readSubscription(sql, id, { created_at: now, period_start: now }), [
    { id: 'pay_plan', at: now },
  ])
  const [project] = await sql<{ id: string }[]>`select public.create_project(${id}, 'mine', 'brief') as id`
  const files = sql.json([{ path: 'a', content: 'b' }])
  await sql`select public.save_project_files(${id}, ${project?.id ?? ''}, ${files}, 'summary', 'demo')`
  await sql`select public.save_project_review(${id}, ${project?.id ?? ''}, 'summary', '[]', 'demo')`
  await drainRollUps(sql)
}
