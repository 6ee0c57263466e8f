import { formatNumber } from '@/lib/format-number'
import { formatPrice, minorDigits } from '@/lib/pricing-plans'
import { parseAmount } from '@/lib/purchases/refund-preview'

export type Value = string | number | boolean | null

export type FormField = {
  name: string
  label: string
  kind: 'text' | 'integer' | 'money' | 'switch'
  hint?: string
  /** Of an integer, the smallest that is taken. */
  min?: number
  /** Of a text, what is taken, in words. */
  pattern?: { regex: RegExp; words: string }
  /** Of a text that may be left out: then it is null. */
  isOptional?: boolean
}

/** Names something new. It can't be changed later. */
export const ID: FormField = {
  name: 'id',
  label: 'Id',
  kind: 'text',
  hint: 'Can’t be changed later.',
  pattern: { regex: /^[a-z0-9_-]{1,40}$/, words: 'Lowercase letters, digits, - and _, up to 40 of them.' },
}

/** A value as it stands in its control. */
export function toText(value: Value, kind: FormField['kind'], currency: string): string {
  if (value === null) return ''
  if (kind === 'money') {
    const digits = minorDigits(currency)
    return (Number(value) / 10 ** digits).toFixed(digits)
  }
  return String(value)
}

/** What a control says; undefined when that can't be taken. */
export function readText(text: string, field: FormField, currency: string): Value | undefined {
  const { kind, min = 0, pattern, isOptional } = field
  const trimmed = text.trim()
  if (kind === 'switch') return text === 'true'
  if (kind === 'money') return parseAmount(text, currency) ?? undefined
  if (kind === 'text') {
    if (trimmed === '') return isOptional ? null : undefined
    return pattern?.regex.test(trimmed) === false ? undefined : trimmed
  }
  const number = Number(trimmed)
  return /^\d+$/.test(trimmed) && Number.isSafeInteger(number) && number >= min ? number : undefined
}

/** What would be taken instead of what can't be. */
export function sayWhatIsTaken({ kind, min = 0, pattern }: FormField, currency: string): string {
  if (kind === 'integer') return `A whole number, ${min} or more.`
  if (kind === 'money') return `An amount above 0, such as ${toText(999, 'money', currency)}.`
  return pattern?.words ?? 'Fill this in.'
}

/** A value for people. */
export function showValue(value: Value | undefined, { kind }: FormField, currency: string): string {
  if (value === null || value === undefined || value === '') return 'none'
  if (kind === 'money') return formatPrice(Number(value), currency)
  if (kind === 'switch') return value ? 'yes' : 'no'
  return kind === 'integer' ? formatNumber(Number(value)) : String(value)
}
