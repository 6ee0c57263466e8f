import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { addUser, type TestSql, useDatabase } from '../helpers/database'
import { balance, deduct, expire, hold } from '../helpers/ledger'
import { pay, startPurchase } from '../helpers/purchases'
import { addRowsEverywhere } from '../helpers/rows'
import { readSubscription, syncSubscription } from '../helpers/subscriptions'
import { saveTopUp, syncMandate } from '../helpers/top-ups'

const database = useDatabase()
const remove = (sql: TestSql, id: string) => sql`select public.delete_account(${id}) as lapsed`

describe('deleting an account', () => {
  it('lets what is left lapse, in the books, and leaves no profile', async () => {
    const { sql } = database
    const { id } = await addUser(sql)
    await deduct(sql, id, 20)
    const [account] = await sql<{ id: number }[]>`
      select a.id::int from public.credit_accounts a where a.owner_id = ${id}`
    expect(await remove(sql, id)).toEqual([{ lapsed: 30 }])
    const [left] = await sql`select a.owner_id, a.available, t.type, t.amount, t.balance_after
      from public.credit_accounts a join public.credit_transactions t on t.account_id = a.id and t.seq = a.seq
      where a.id = ${account?.id ?? 0}`
    expect(left).toEqual({ owner_id: null, available: 0, type: 'expiry', amount: -30, balance_after: 0 })
    expect(await sql`select from auth.users where id = ${id}`).toHaveLength(0)
    expect(await sql`select from public.profiles where id = ${id}`).toHaveLength(0)
    await expect(remove(sql, id)).rejects.toMatchObject({ message: 'account_not_found' })
  })

  it('keeps purchases without the buyer, and every other table without the person', async () => {
    const { sql } = database
    const { id } = await addUser(sql)
    await addRowsEverywhere(sql, id)
    await sql`update public.subscriptions set status = 'cancelled', ended_at = now() where user_id = ${id}`
    const bought = await sql`select p.id from public.purchases p where p.user_id = ${id}`
    await remove(sql, id)
    expect(bought.length).toBeGreaterThan(0)
    expect(await sql`select p.user_id from public.purchases p where p.id = ${bought[0]?.id}`).toEqual([
      { user_id: null },
    ])
    // Who did what to the ledger and as an admin, and who bought first, is kept by its id alone, which leads nowhere.
    const named = await sql<{ place: string; rows: number }[]>`
      select c.table_name || '.' || c.column_name as place,
        (xpath('/row/n/text()', query_to_xml(format('select count(*) as n from public.%I where %I = %L', c.table_name,
          c.column_name, ${id}::text), false, true, '')))[1]::text::int as rows
      from information_schema.columns c join information_schema.tables t using (table_schema, table_name)
      where c.table_schema = 'public' and c.data_type = 'uuid' and t.table_type = 'BASE TABLE'`
    expect(
      named
        .filter(({ rows }) => rows > 0)
        .map(({ place }) => place)
        .sort(),
    ).toEqual([
      'admin_actions.actor_id',
      'admin_actions.target_id',
      'daily_buyers.user_id',
      'purchase_refunds.actor_id',
    ])
  })

  it('lets credits lapse that were all on hold', async () => {
    const { sql } = database
    const { id } = await addUser(sql)
    const [account] = await sql<{ id: number }[]>`
      select a.id::int from public.credit_accounts a where a.owner_id = ${id}`
    await hold(sql, id, 50)
    expect(await remove(sql, id)).toEqual([{ lapsed: 0 }])
    const left = async (later: string) => {
      await sql`update public.credit_accounts set next_due_at = next_due_at - ${later}::interval where id = ${account?.id ?? 0}`
      await sql`update public.credit_grants set expires_at = expires_at - ${later}::interval where account_id = ${account?.id ?? 0}`
      await sql`update public.credit_holds set expires_at = expires_at - ${later}::interval
        where account_id = ${account?.id ?? 0} and status = 'held'`
      await expire(sql)
      const [row] =
        await sql`select available::int, held::int from public.credit_accounts where id = ${account?.id ?? 0}`
      return row
    }
    expect(await left('1 hour')).toMatchObject({ held: 0 })
    expect(await left('8 days')).toEqual({ available: 0, held: 0 })
  })

  it('lets credits on hold lapse when their hold ends', async () => {
    const { sql } = database
    const { id } = await addUser(sql)
    await hold(sql, id, 10)
    const [account] = await sql<{ id: number }[]>`
      select a.id::int from public.credit_accounts a where a.owner_id = ${id}`
    expect(await remove(sql, id)).toEqual([{ lapsed: 40 }])
    const accountId = account?.id ?? 0
    await sql`update public.credit_holds set expires_at = now() where account_id = ${accountId}`
    await sql`update public.credit_accounts set next_due_at = now() where id = ${accountId}`
    await expire(sql)
    const [after] = await sql`select held, available from public.credit_accounts where id = ${accountId}`
    expect(after).toEqual({ held: 0, available: 10 })
    const [grace] = await sql`
      select source, expires_at < now() + interval '8 days' as ends from public.credit_grants
      where account_id = ${accountId} and remaining > 0`
    expect(grace).toEqual({ source: 'grace', ends: true })
  })

  it('is refused while something could still be charged', async () => {
    const { sql } = database
    const { id } = await addUser(sql)
    const state = await readSubscription(sql, id)
    await syncSubscription(sql, state)
    const refusal = { message: 'conflict', detail: expect.stringContaining('still_charged') }
    await expect(remove(sql, id)).rejects.toMatchObject(refusal)
    await syncSubscription(sql, { ...state, status: 'cancelled' })
    await saveTopUp(sql, id)
    const mandate = await syncMandate(sql, id)
    await expect(remove(sql, id)).rejects.toMatchObject(refusal)
    expect(await balance(sql, id)).toMatchObject({ available: 150 })
    const ended = { id: mandate.id, status: 'cancelled' }
    await syncMandate(sql, id, ended)
    await remove(sql, id)
    // What Dodo says of it later is nothing for an admin to look at.
    expect(await syncSubscription(sql, { ...state, status: 'cancelled' })).toBe('processed')
    expect(await syncMandate(sql, id, ended)).toMatchObject({ outcome: 'processed' })
  })

  it('is refused to the only admin', async () => {
    const { sql } = database
    const [first, second] = [await addUser(sql), await addUser(sql)]
    await sql`update public.profiles set role = 'user' where role = 'admin'`
    await sql`update public.profiles set role = 'admin' where id = ${first.id}`
    await expect(remove(sql, first.id)).rejects.toMatchObject({ message: 'forbidden' })
    await sql`update public.profiles set role = 'admin' where id = ${second.id}`
    await remove(sql, first.id)
  })

  it('takes the person out of what Dodo has said and will say', async () => {
    const { sql } = database
    const { id } = await addUser(sql)
    const customer = `cus_${randomUUID()}`
    const { id: purchaseId } = await startPurchase(sql, id)
    await pay(sql, purchaseId)
    await sql`update public.profiles set dodo_customer_id = ${customer} where id = ${id}`
    const payload = {
      payment_id: 'pay_1',
      customer: { customer_id: customer, email: 'ada@example.com', name: 'Ada' },
      billing: { country: 'GB', street: '1 High Street' },
      card_last_four: '4242',
      total_amount: 999,
    }
    const store = (webhookId: string) =>
      sql`select public.store_webhook_event(${webhookId}, 'payment.succeeded', ${sql.json(payload)})`
    const before = randomUUID()
    const after = randomUUID()
    await store(before)
    await remove(sql, id)
    await store(after)
    const events = await sql`
      select payload from public.webhook_events where webhook_id in (${before}, ${after})`
    const bare = {
      payment_id: 'pay_1',
      customer: { customer_id: customer },
      billing: { country: 'GB' },
      total_amount: 999,
    }
    expect(events).toEqual([{ payload: bare }, { payload: bare }])
  })
})
