import { expect, it } from 'vitest'
import { Transaction } from '@/lib/credits/transaction'
import { nameType, summarizeTransaction } from '@/lib/credits/transaction-words'

const row = (part: Partial<ReturnType<typeof Transaction.parse>>) => ({
  ...Transaction.parse({
    id: 1,
    type: 'deduction',
    amount: -5,
    balance_before: 5,
    balance_after: 0,
    debt_change: 0,
    feature: null,
    model: null,
    description: null,
    reference: null,
    refunded: 0,
    grants: [{ grant_id: 1, source: 'plan', amount: 5, expires_at: null }],
    metadata: null,
    created_at: '2026-11-01T00:00:00Z',
  }),
  ...part,
})

it.each([
  ['what was used', row({ feature: 'code-review' }), '5 from your plan'],
  ['credits with a name', row({ type: 'grant', description: 'Pro plan' }), 'Credits added'],
  ['credits without one, whose kind is the name', row({ type: 'grant' }), '5 as your plan'],
  ['an expiry, likewise', row({ type: 'expiry' }), '5 from your plan'],
  ['a refund', row({ type: 'refund', feature: 'code-review' }), 'Refund, 5 back to your plan'],
  ['a claw-back', row({ type: 'clawback', description: 'Dispute' }), 'Taken back, 5 from your plan'],
])('a list says of %s its kind where the name does not, and its grants', (_what, transaction, text) => {
  expect(summarizeTransaction(transaction)).toBe(text)
})

it('what an admin took away was not spent', () => {
  const taken = row({ reference: 'adjustment', description: 'Counted twice' })
  expect(nameType(taken)).toBe('Adjustment')
  expect(summarizeTransaction(taken)).toBe('Adjustment, 5 from your plan')
  expect(nameType(row({ reference: 'order:1' }))).toBe('Credits spent')
})
