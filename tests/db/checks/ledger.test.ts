import { beforeAll, describe, expect, it } from 'vitest'
import { useDatabase } from '../../helpers/database'
import { addAccount, capture, deduct, grant, hold, refund, release } from '../../helpers/ledger'
import { type Fault, findBroken, listRules } from './find-broken'

const database = useDatabase({ checkLedger: false })

// One account with some of everything: two grants of which one is open, deductions of 10 and 3, a refund of 4 of the
// first, and a hold in each state.
beforeAll(async () => {
  const { sql } = database
  const owner = await addAccount(sql)
  await grant(sql, owner, 100, { expiresAt: new Date(Date.now() + 3_600_000) })
  await grant(sql, owner, 50)
  const spent = await deduct(sql, owner, 10)
  await deduct(sql, owner, 3)
  await refund(sql, owner, spent.transaction_id, 4)
  await capture(sql, (await hold(sql, owner, 5)).hold_id)
  await release(sql, (await hold(sql, owner, 6)).hold_id)
  await hold(sql, owner, 7)
})

const OPEN = 'id in (select a.open_grant_id from credit_accounts a)'
const CLOSED = 'remaining > 0'

// What is done to the ledger behind its back, and which invariants then fire: the one it is under, and with it
// only those that the same fault can't but break.
const FAULTS: Record<string, Fault[]> = {
  available_is_sum_of_grants: [
    [
      'a grant grew',
      `update credit_grants set amount = amount + 1, remaining = remaining + 1 where ${CLOSED}`,
    ],
    [
      'the open grant shrank',
      `update credit_accounts set open_remaining = open_remaining - 1`,
      'grant_is_fully_explained',
    ],
  ],
  held_is_sum_of_open_holds: [
    [
      'credits are held for nothing',
      'update credit_accounts set available = available - 1, open_remaining = open_remaining - 1, held = held + 1',
      'grant_is_fully_explained',
    ],
    [
      'a hold vanished',
      `delete from credit_holds where status = 'held'`,
      'grant_is_fully_explained',
      'open_holds_are_listed',
    ],
  ],
  balance_is_sum_of_transactions: [
    [
      'credits came from nowhere',
      `update credit_accounts set available = available + 1;
       update credit_grants set amount = amount + 1, remaining = remaining + 1 where ${CLOSED}`,
    ],
  ],
  debt_is_sum_of_debt_changes: [
    [
      'a debt came from nowhere',
      'update credit_accounts set debt = debt + 1',
      'who_owes_has_nothing_to_spend',
    ],
    ['a debt change was forgotten', 'update credit_transactions set debt_change = 1 where seq = 3'],
  ],
  who_owes_has_nothing_to_spend: [
    [
      'a debt was not paid from what is there',
      `update credit_accounts set debt = 1; update credit_transactions set debt_change = 1 where seq = 3`,
    ],
  ],
  sequence_has_no_gap: [
    [
      'a number was left out',
      `update credit_transactions set seq = seq + 1 where seq > 2;
       update credit_accounts set seq = seq + 1`,
    ],
    ['the account is ahead', 'update credit_accounts set seq = seq + 1'],
  ],
  balances_are_chained: [
    [
      'a balance does not follow from the one before',
      'update credit_transactions set balance_before = balance_before + 1, balance_after = balance_after + 1 where seq = 2',
    ],
    [
      'a balance does not follow from its own amount',
      `update credit_transactions set balance_after = balance_after + 1 where seq = (
         select max(t.seq) from credit_transactions t)`,
    ],
  ],
  slices_add_up_to_amount: [
    ['a slice is too large', `update credit_transactions set grant_amounts = '{101}' where type = 'grant'`],
    ['a slice names no grant', `update credit_transactions set grant_ids = '{}' where type = 'grant'`],
  ],
  grant_is_fully_explained: [
    ['a grant was written larger', `update credit_grants set amount = amount + 1 where ${CLOSED}`],
    [
      'credits moved from one grant to another',
      `update credit_grants set remaining = remaining - 1 where ${CLOSED};
       update credit_accounts set open_remaining = open_remaining + 1`,
    ],
  ],
  open_holds_are_listed: [
    ['an open hold is forgotten', `update credit_accounts set open_holds = '{}'`],
    ['an ended hold is still listed', `update credit_accounts set open_holds = open_holds || 1::bigint`],
  ],
  open_grant_row_is_empty: [
    [
      'the open grant kept credits in its row',
      `update credit_grants set remaining = 1 where ${OPEN};
       update credit_accounts set open_remaining = open_remaining - 1`,
    ],
    [
      'nothing is open but has a rest',
      'update credit_accounts set open_grant_id = null',
      'grant_is_fully_explained',
    ],
  ],
  hold_slices_add_up: [
    ['a slice is too large', `update credit_holds set grant_amounts = '{6}' where status = 'captured'`],
    ['a hold has no slices', `update credit_holds set grant_amounts = '{}' where status = 'captured'`],
  ],
  hold_has_one_end: [
    ['a captured hold has no deduction', 'update credit_transactions set hold_id = null'],
    [
      'a released hold was spent as well',
      `update credit_transactions t set hold_id = h.id from credit_holds h
       where t.hold_id is null and t.type = 'deduction' and t.amount = -3 and h.status = 'released'`,
    ],
    ['a hold says it spent more', `update credit_holds set captured = 6 where status = 'captured'`],
    ['an ended hold has no end time', `update credit_holds set closed_at = null where status = 'released'`],
  ],
  refunds_fit_their_deduction: [
    [
      'more was given back than was spent',
      `update credit_transactions set refund_of = (
         select t.id from credit_transactions t where t.type = 'deduction' and t.amount = -3)
       where type = 'refund'`,
    ],
    ['a refund is of nothing', `update credit_transactions set refund_of = 987654321 where type = 'refund'`],
  ],
  reference_is_granted_once: [
    [
      'a payment was granted twice',
      `drop index credit_transactions_reference;
       update credit_transactions set reference = 'payment:1' where type = 'grant'`,
    ],
  ],
  transaction_has_an_account: [
    [
      'a row belongs to nobody',
      `insert into credit_transactions
         (account_id, seq, amount, balance_before, balance_after, type, grant_ids, grant_amounts, created_at)
       values (987654321, 1, 0, 0, 0, 'clawback', '{}', '{}', now())`,
    ],
  ],
  due_time_is_not_late: [
    ['nothing is due while a hold is open', `update credit_accounts set next_due_at = 'infinity'`],
    [
      'the open grant expires first',
      `update credit_grants set expires_at = now() + interval '1 second' where ${OPEN}`,
    ],
    [
      'another grant expires first',
      `update credit_grants set expires_at = now() + interval '1 second' where ${CLOSED}`,
    ],
  ],
}

const broken = (statements: string) => findBroken(database.sql, 'check_ledger', statements)

describe('check_ledger', () => {
  it('finds nothing wrong with a sound ledger', async () => {
    expect(await broken('select 1')).toEqual([])
    // Not even with a claw-back that found nothing left to take, and took no slices.
    const owner = `'00000000-0000-4000-8000-000000000001'`
    const spent = `select open_credit_account(${owner}); select grant_credits(${owner}, 5, 'bonus', 'a');
      select deduct_credits(${owner}, 5, 'b');`
    const grantId = '(select max(g.id) from credit_grants g)'
    expect(await broken(`${spent} select claw_back_credits(${owner}, ${grantId}, 5, 'c')`)).toEqual([])
  })

  describe.each(Object.keys(FAULTS))('%s', (invariant) => {
    it.each(FAULTS[invariant] ?? [])('fires when %s', async (_fault, statements, ...alongside) => {
      expect(await broken(statements)).toEqual([invariant, ...alongside].sort())
    })
  })

  it('has no invariant without a fault here', async () => {
    expect(await listRules(database.sql, 'check_ledger')).toEqual(Object.keys(FAULTS).sort())
  })
})
