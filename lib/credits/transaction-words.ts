// Apart from the shape of a transaction, which takes a browser a library to check.
import { formatNumber } from '@/lib/format-number'
import { toWords } from '@/lib/to-words'
import type { GrantSource } from './movement'
import type { Transaction } from './transaction'

export const TYPE_LABELS: Record<Transaction['type'], string> = {
  grant: 'Credits added',
  deduction: 'Credits spent',
  refund: 'Refund',
  expiry: 'Credits expired',
  transfer_in: 'Received',
  transfer_out: 'Sent',
  clawback: 'Taken back',
  debt_payment: 'Debt paid',
}

/** What kind of movement it is. An admin's deduction is written as one, but nothing was spent by it. */
export function nameType({ type, reference }: Pick<Transaction, 'type' | 'reference'>): string {
  return isAdjustment({ type, reference }) ? 'Adjustment' : TYPE_LABELS[type]
}

export const isAdjustment = ({ type, reference }: Pick<Transaction, 'type' | 'reference'>) =>
  type === 'deduction' && reference === 'adjustment'

/** What a row of a list is called. */
export function nameTransaction({
  type,
  feature,
  description,
}: Pick<Transaction, 'type' | 'feature' | 'description'>): string {
  return description ?? (feature ? toWords(feature) : TYPE_LABELS[type])
}

/** Where a grant came from, of one row and as a choice of a filter. */
export const SOURCE_LABELS: Record<GrantSource, string> = {
  signup: 'Sign-up bonus',
  lead: 'Trial',
  free: 'Free plan',
  plan: 'Plan',
  rollover: 'Rolled over',
  purchase: 'Purchase',
  gift: 'Gift',
  referral: 'Referral',
  bonus: 'Bonus',
  admin: 'Adjustment',
  transfer: 'Transfer',
  grace: 'Given back after expiry',
}

/** Whether these credits wait for a paused plan to go on: those of its months have an end at any other time. */
export const isPaused = (source: GrantSource, expiresAt: string | null) =>
  expiresAt === null && (source === 'plan' || source === 'rollover')

/** Within a sentence. */
export const SOURCE_NAMES: Record<GrantSource, string> = {
  signup: 'your sign-up bonus',
  lead: 'your trial',
  free: 'the Free plan',
  plan: 'your plan',
  rollover: 'credits rolled over',
  purchase: 'a purchase',
  gift: 'a gift',
  referral: 'a referral',
  bonus: 'a bonus',
  admin: 'an adjustment',
  transfer: 'a transfer',
  grace: 'credits given back after their expiry',
}

/** What a list says of a row besides its name: its kind, where the name does not say it, and where its credits came from or went. */
export function summarizeTransaction(row: Transaction): string {
  const kind = nameType(row)
  const isSaid = nameTransaction(row) === kind || kind === TYPE_LABELS.deduction
  if (row.type === 'grant' && !isSaid) return kind
  return [isSaid ? '' : kind, explainTransaction(row)].filter(Boolean).join(', ')
}

/** In plain words where a transaction's credits came from or went: "3 from a bonus, 5 from a purchase". */
export function explainTransaction({ type, grants, debtChange, hasGrace }: Transaction): string {
  const link = type === 'refund' ? 'back to' : type === 'grant' || type === 'transfer_in' ? 'as' : 'from'
  const parts = grants.map(({ amount, source }) => `${formatNumber(amount)} ${link} ${SOURCE_NAMES[source]}`)
  if (hasGrace) parts.push('expired credits usable for 7 days')
  if (debtChange > 0) parts.push(`${formatNumber(debtChange)} owed until the next credits come in`)
  return parts.join(', ')
}
