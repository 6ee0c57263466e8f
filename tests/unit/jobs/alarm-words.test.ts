import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { wordViolation } from '../../../lib/credits/violation-words'
import { wordFailure } from '../../../lib/jobs/failure-words'
import { PROJECT_ROOT } from '../../../local/paths'

const read = (file: string) => readFileSync(`${PROJECT_ROOT}/supabase/migrations/${file}`, 'utf8')

/** Every rule of both checks with the names of its facts, as SQL writes them. */
const RULES = ['20261101000009_check_ledger.sql', '20261101000038_check_payments.sql'].flatMap((file) => [
  ...read(file).matchAll(
    /select '(\w+)', (?:min\()?(\w+)[\w.]*\)?, (?:jsonb_build_object\(([^;]*?)\)\s+from|'\{\}')/g,
  ),
])

test('every rule of the ledger and of the payments has words for being broken, with all its facts', () => {
  expect(RULES).toHaveLength(17 + 12)
  for (const [, invariant = '', account, facts = ''] of RULES) {
    const names = [...facts.matchAll(/'(\w+)',\s/g)].map(([, name = '']) => name)
    const detail = Object.fromEntries(names.map((name, index) => [name, 7001 + index]))
    const text = wordViolation({ invariant, accountId: account === 'null' ? null : 12, detail })
    expect(text).not.toMatch(/undefined|NaN|no longer holds|[{}_]/)
    expect(text).toMatch(account === 'null' ? /^Credits for 7001 / : /^Account 12: .*\.$/)
  }
})

test.each([
  [
    { invariant: 'held_is_sum_of_open_holds', accountId: 3, detail: { held: 1500, holds: 3 } },
    'Account 3: 1,500 credits on hold, but its open holds come to 3.',
  ],
  [
    { invariant: 'open_holds_are_listed', accountId: 3, detail: { listed: [], open: [4, 5] } },
    'Account 3: the holds it lists (none) are not those that are open (4, 5).',
  ],
  [{ invariant: 'a_new_rule', accountId: null, detail: {} }, 'A new rule no longer holds.'],
])('%j reads as a sentence', (violation, text) => {
  expect(wordViolation(violation)).toBe(text)
})

test.each([
  ['job', 'ledger', 'failed', 2, 'it broke', 'The job “Daily books” failed 2 times. It said: it broke'],
  ['job', 'other-one', 'failed', 1, null, 'The job “Other one” failed once. No reason was given.'],
  [
    'webhook',
    'payment.succeeded',
    'parked',
    1,
    'who?',
    '1 webhook (payment.succeeded) waits for somebody to decide. It said: who?',
  ],
  [
    'webhook',
    'refund.succeeded',
    'received',
    3,
    null,
    '3 webhooks (refund.succeeded) came in and were not dealt with. No reason was given.',
  ],
  [
    'mail',
    'purchase_receipt',
    'failed',
    1,
    'no such mailbox',
    'A mail (Receipts) was given up. It said: no such mailbox',
  ],
] as const)('%s %s, %s, reads as a sentence', (area, name, status, failures, last_error, text) => {
  expect(wordFailure({ area, name, status, failures, last_error })).toBe(text)
})
