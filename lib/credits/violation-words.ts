import { formatNumber } from '@/lib/format-number'
import { capitalize } from '@/lib/to-words'
import type { Violation } from './movement'

type Facts = Violation['detail']

/** A fact as it is read: amounts are grouped, lists in a row. */
function read(value: unknown): string {
  if (typeof value === 'number') return formatNumber(value)
  if (Array.isArray(value)) return value.length === 0 ? 'none' : value.join(', ')
  return String(value)
}
const credits = (value: unknown) => `${read(value)} ${value === 1 ? 'credit' : 'credits'}`

/** What each rule of check_ledger() and check_payments() says once it is broken. */
const WORDS: Record<string, (facts: Facts) => string> = {
  available_is_sum_of_grants: ({ available, grants, open }) =>
    `${credits(available)} available, but its grants hold ${read(Number(grants) + Number(open))}.`,
  held_is_sum_of_open_holds: ({ held, holds }) =>
    `${credits(held)} on hold, but its open holds come to ${read(holds)}.`,
  open_holds_are_listed: ({ listed, open }) =>
    `the holds it lists (${read(listed)}) are not those that are open (${read(open)}).`,
  balance_is_sum_of_transactions: ({ balance, transactions }) =>
    `a balance of ${credits(balance)}, but its transactions come to ${read(transactions)}.`,
  debt_is_sum_of_debt_changes: ({ debt, transactions }) =>
    `${credits(debt)} owed, but its transactions come to ${read(transactions)}.`,
  who_owes_has_nothing_to_spend: ({ available, debt }) =>
    `${credits(available)} available, though ${read(debt)} are owed and should have been paid from them.`,
  sequence_has_no_gap: ({ seq, last }) =>
    `a transaction is missing or counted twice. The account is at number ${seq}, its last one is number ${last}.`,
  balances_are_chained: () =>
    'a transaction does not begin with the balance that the one before it left, or does not add up.',
  slices_add_up_to_amount: ({ transaction_id }) =>
    `transaction ${transaction_id} is not the sum of what it moved in its grants.`,
  grant_is_fully_explained: ({ grant_id, amount, explained }) =>
    `grant ${grant_id} was ${credits(amount)}, but ${read(explained)} are accounted for.`,
  open_grant_row_is_empty: ({ grant_id }) =>
    grant_id === null
      ? 'credits of a grant being spent, but no such grant is named.'
      : `grant ${grant_id}, which is being spent, is not its own or is counted twice.`,
  hold_slices_add_up: ({ hold_id }) => `hold ${hold_id} is not the sum of what it took from its grants.`,
  hold_has_one_end: ({ hold_id, status, captures }) =>
    `hold ${hold_id} is ${status}, which does not fit its ${read(captures)} deductions or what they took.`,
  refunds_fit_their_deduction: ({ transaction_id, refunded }) =>
    `${credits(refunded)} were given back for transaction ${transaction_id}, more than it took.`,
  reference_is_granted_once: ({ reference, grants }) =>
    `credits for ${reference} were granted ${read(grants)} times.`,
  transaction_has_an_account: ({ transactions }) =>
    `there is no such account, but ${read(transactions)} of its transactions.`,
  purchase_brought_its_credits: ({ purchase_id, credits: agreed, granted }) =>
    `purchase ${purchase_id} is about ${credits(agreed)}, and ${read(granted)} were granted for it.`,
  month_brought_its_credits: ({ allocation_id, credits: agreed, granted }) =>
    `month ${allocation_id} of a plan is about ${credits(agreed)}, and ${read(granted)} were granted for it.`,
  credits_of_a_payment_have_one: ({ reference, granted }) =>
    `${credits(granted)} were granted for ${reference}, which paid for nothing that is known.`,
  grant_is_of_one_month: ({ grant_id, months }) => `grant ${grant_id} is that of ${read(months)} months.`,
  payment_paid_for_one_thing: ({ payment_id, things }) =>
    `payment ${payment_id} paid for ${read(things)} things.`,
  returned_is_what_went_back: ({ subject, returned_cents, went_back_cents }) =>
    `${read(returned_cents)} cents are booked as returned for ${subject}, but refunds and disputes come to ${read(went_back_cents)}.`,
  credits_go_back_with_the_money: ({ subject, clawed_back, owed }) =>
    `${credits(clawed_back)} of ${subject} were taken back, where the money that went back asks for ${read(owed)}.`,
  taken_back_is_in_the_ledger: ({ subject, clawed_back, transactions }) =>
    `${credits(clawed_back)} of ${subject} are said to be taken back, but its transactions come to ${read(transactions)}.`,
  only_disputes_freeze: ({ subject, hold_id }) =>
    `hold ${hold_id} keeps credits of ${subject}, which nobody disputes, or has ended while somebody does.`,
  disputed_credits_are_on_hold: ({ subject, grant_id }) =>
    `credits of ${subject} can be spent from grant ${grant_id}, though its payment is disputed.`,
  frozen_credits_are_known: ({ hold_id, amount }) =>
    `hold ${hold_id} keeps ${credits(amount)} for a dispute that no payment has.`,
  rollover_is_of_its_month: ({ allocation_id, grant_id }) =>
    `grant ${grant_id} is not what was left of month ${allocation_id}.`,
  due_time_is_not_late: ({ next_due_at, due_at }) =>
    `something falls due at ${due_at}, but is looked at only from ${next_due_at} on.`,
}

/** A broken rule as a sentence: "Account 12: 5 credits on hold, but its open holds come to 3." */
export function wordViolation({ invariant, accountId, detail }: Violation): string {
  const word = Object.hasOwn(WORDS, invariant) ? WORDS[invariant] : undefined
  const text = word?.(detail) ?? `${invariant.replaceAll('_', ' ')} no longer holds.`
  return accountId === null ? capitalize(text) : `Account ${accountId}: ${text}`
}
