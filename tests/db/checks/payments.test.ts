import { beforeAll, describe, expect, it } from 'vitest'
import { addUser, useDatabase } from '../../helpers/database'
import { pay, startPurchase } from '../../helpers/purchases'
import { DAY, monthAfter, readSubscription, syncSubscription } from '../../helpers/subscriptions'
import { type Fault, findBroken, listRules } from './find-broken'

const database = useDatabase({ checkLedger: false })

// One buyer with three purchases: one kept, one of which half went back, one that is disputed. One subscriber with a month of which
// half went back and one it rolled over into. Somebody who only asked for a checkout.
beforeAll(async () => {
  const { sql } = database
  const buyer = await addUser(sql)
  for (const paymentId of ['pay_kept', 'pay_half', 'pay_disputed']) {
    const purchase = await startPurchase(sql, buyer.id)
    await pay(sql, purchase.id, { paymentId })
  }
  await sql`select public.record_return('w1', 'refund', 'ref_half', 'pay_half', 500, 'taken')`
  await sql`select public.record_return('w2', 'dispute', 'dsp_open', 'pay_disputed', null, 'open')`
  const subscriber = await addUser(sql)
  const start = new Date(Date.now() - 40 * DAY)
  const state = await readSubscription(sql, subscriber.id, { period_start: start })
  await syncSubscription(sql, state, [{ id: 'pay_month_1', at: start }], start)
  await sql`select public.record_return('w3', 'refund', 'ref_month', 'pay_month_1', 950, 'taken')`
  const next = { ...state, period_start: state.period_end, period_end: monthAfter(state.period_end) }
  await syncSubscription(sql, next, [
    { id: 'pay_month_1', at: start },
    { id: 'pay_month_2', at: next.period_start },
  ])
  await startPurchase(sql, (await addUser(sql)).id)
  // A call under way of a feature with the name that frozen credits go by.
  await sql`insert into public.feature_pricing (feature, credits) values ('dispute', 2)`
  await sql`select public.hold_credits(${(await addUser(sql)).id}, 2, 'running', 'dispute')`
})

const KEPT = `payment_id = 'pay_kept'`
const HALF = `payment_id = 'pay_half'`
const DISPUTED = `payment_id = 'pay_disputed'`

const FAULTS: Record<string, Fault[]> = {
  purchase_brought_its_credits: [
    ['fewer were granted than bought', `update purchases set credits = credits + 1 where ${KEPT}`],
    [
      'it was completed and nothing granted',
      `update purchases set status = 'completed', payment_id = 'pay_other' where status = 'pending'`,
    ],
    [
      'it was completed for somebody who is gone, and nothing granted',
      `update purchases set status = 'completed', payment_id = 'pay_nobodys', user_id = null where status = 'pending'`,
    ],
    [
      'they went to somebody else',
      `update credit_transactions set account_id = (select min(a.id) from credit_accounts a where a.id <> account_id)
       where reference = 'payment:pay_kept'`,
    ],
    [
      'it failed and its credits stayed',
      `update purchases set status = 'failed' where ${KEPT}`,
      'credits_of_a_payment_have_one',
    ],
  ],
  month_brought_its_credits: [
    [
      'fewer were granted than agreed',
      `update subscription_credits set credits = credits + 1 where payment_id = 'pay_month_2'`,
    ],
    [
      'its grant is nowhere',
      `update subscription_credits set grant_id = 987654321 where payment_id = 'pay_month_2'`,
      'credits_of_a_payment_have_one',
    ],
  ],
  credits_of_a_payment_have_one: [
    [
      'credits were granted for a payment that nobody knows',
      `update credit_transactions set reference = 'payment:pay_unknown' where id = (select min(t.id) from credit_transactions t where t.type = 'grant' and t.reference is null)`,
    ],
  ],
  grant_is_of_one_month: [
    [
      'two months share one grant',
      `insert into subscription_credits (user_id, subscription_id, plan_id, period_start, period_end, credits, grant_id)
       select s.user_id, s.subscription_id, s.plan_id, now() - interval '1 year', now(), s.credits, s.grant_id
       from subscription_credits s where s.payment_id = 'pay_month_2'`,
    ],
  ],
  payment_paid_for_one_thing: [
    [
      'a payment paid for a month as well',
      `update subscription_credits set payment_id = 'pay_kept' where payment_id = 'pay_month_2'`,
      'credits_of_a_payment_have_one',
    ],
  ],
  returned_is_what_went_back: [
    ['a refund was not counted', `delete from payment_returns where id = 'ref_half'`],
    [
      'a refund of a month was counted short',
      `update subscription_credits set returned_cents = 1 where payment_id = 'pay_month_1'`,
    ],
  ],
  credits_go_back_with_the_money: [
    [
      'money of a month went back and its credits stayed',
      `insert into payment_returns (id, kind, payment_id, amount_cents, outcome)
       values ('ref_unknown', 'refund', 'pay_month_2', 1900, 'taken');
       update subscription_credits set returned_cents = 1900 where payment_id = 'pay_month_2'`,
    ],
    [
      'money went back and credits stayed',
      `update payment_returns set outcome = 'taken', amount_cents = 999 where id = 'ref_half';
       update purchases set returned_cents = 999 where ${HALF}`,
    ],
    [
      'more were taken back than came',
      `update subscription_credits set clawed_back = 101 where payment_id = 'pay_month_1';
       update credit_transactions set amount = -101 where reference = 'payment:pay_month_1' and type = 'clawback'`,
    ],
  ],
  taken_back_is_in_the_ledger: [
    [
      'a claw-back was not made',
      `delete from credit_transactions where type = 'clawback' and reference = 'payment:pay_half'`,
    ],
    [
      'a claw-back was forgotten',
      `update subscription_credits set clawed_back = 0 where payment_id = 'pay_month_1'`,
      'credits_go_back_with_the_money',
    ],
  ],
  only_disputes_freeze: [
    ['the dispute is over', `update payment_returns set outcome = 'void' where id = 'dsp_open'`],
    ['the hold has ended', `update credit_holds set status = 'released' where feature = 'dispute'`],
  ],
  frozen_credits_are_known: [
    ['nobody remembers the hold', `update purchases set frozen_hold_id = null where ${DISPUTED}`],
  ],
  disputed_credits_are_on_hold: [
    [
      'some of them can be spent',
      `update credit_grants g set remaining = 1 from purchases p join credit_transactions t on t.id = p.transaction_id
       where g.id = t.grant_ids[1] and p.${DISPUTED}`,
    ],
    [
      'the grant that is being burnt is one of them',
      `update credit_accounts a set open_grant_id = t.grant_ids[1], open_remaining = 1 from purchases p
       join credit_transactions t on t.id = p.transaction_id where t.account_id = a.id and p.${DISPUTED}`,
    ],
  ],
  rollover_is_of_its_month: [
    ['it is of another month', `update credit_grants set parent_grant_id = null where source = 'rollover'`],
    ['it is larger than the month was', `update credit_grants set amount = 101 where source = 'rollover'`],
  ],
}

const broken = (statements: string) => findBroken(database.sql, 'check_payments', statements)

describe('check_payments', () => {
  it('finds nothing wrong with sound books, and there is something of everything in them', async () => {
    expect(await broken('select 1')).toEqual([])
    const [found] = await database.sql`
      select (select count(*) from public.purchases where status = 'completed' and payment_id <> 'pay_gone') as purchases,
        (select count(*) from public.purchases where frozen_hold_id is not null) as frozen,
        (select count(*) from public.subscription_credits where rollover_grant_id is not null) as rolled,
        (select count(*) from public.subscription_credits where clawed_back > 0) as clawed`
    expect(found).toEqual({ purchases: 3, frozen: 1, rolled: 1, clawed: 1 })
  })

  it('finds nothing wrong with the purchases of people who are gone, whatever goes back later', async () => {
    const { sql } = database
    const { id } = await addUser(sql)
    const purchase = await startPurchase(sql, id)
    await pay(sql, purchase.id, { paymentId: 'pay_gone' })
    await sql`select public.record_return('w4', 'refund', 'ref_gone', 'pay_gone', 500, 'taken')`
    await sql`select public.delete_account(${id})`
    await sql`select public.record_return('w5', 'dispute', 'dsp_gone', 'pay_gone', null, 'taken')`
    expect(await broken('select 1')).toEqual([])
  })

  describe.each(Object.keys(FAULTS))('%s', (invariant) => {
    it.each(FAULTS[invariant] ?? [])('fires when %s', async (_fault, statements, ...alongside) => {
      expect(await broken(statements)).toEqual([invariant, ...alongside].sort())
    })
  })

  it('has no invariant without a fault here', async () => {
    expect(await listRules(database.sql, 'check_payments')).toEqual(Object.keys(FAULTS).sort())
  })
})
