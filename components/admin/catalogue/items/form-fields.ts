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
export function readText(text: string, { kind, min = 0 }: FormField, currency: string): Value | undefined {
  if (kind === 'switch') return text === 'true'
  if (kind === 'money') return parseAmount(text, currency) ?? undefined
  if (kind === 'text') return text.trim() || undefined
  const number = Number(text)
  return /^\d+$/.test(text.trim()) && Number.isSafeInteger(number) && number >= min ? number : undefined
}

/** A value for people. */
export function showValue(value: Value | undefined, { kind }: FormField, currency: string): string {
  if (value === null || value === undefined || value === '') return 'none'
  if (kind === 'money') return formatPrice(Number(value), currency)
  if (kind === 'switch') return value ? 'yes' : 'no'
  return kind === 'integer' ? Number(value).toLocaleString('en-US') : String(value)
}
