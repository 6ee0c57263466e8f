import { LocalTime } from '@/components/ui/local-time'
import { formatPrice } from '@/lib/pricing-plans'

/** Cents are read as money where the facts say of which currency. */
const isMoney = (path: string, currency: unknown): currency is string =>
  /cents$/i.test(path) && typeof currency === 'string' && /^[A-Z]{3}$/.test(currency)

/** `refundOf` and `price_cents` read "refund of" and "price cents"; "price" where it is written as money. */
export function nameFact(path: string, currency: unknown): string {
  const name = path
    .replaceAll(/([a-z])([A-Z])/g, '$1 $2')
    .replaceAll('_', ' ')
    .replaceAll('.', ', ')
    .toLowerCase()
  return isMoney(path, currency) ? name.replace(/ cents$/, '') : name
}

const numbers = new Intl.NumberFormat('en-US')
const MOMENT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}/

function write(path: string, value: unknown, currency: unknown): string {
  if (typeof value === 'number') {
    if (isMoney(path, currency)) return formatPrice(value, currency)
    // Numbers that name something are not grouped.
    return /(id|of)$/i.test(path) ? String(value) : numbers.format(value).replace('-', '−')
  }
  if (typeof value === 'boolean') return value ? 'yes' : 'no'
  if (value === null) return 'nothing'
  if (Array.isArray(value)) {
    return value.map((item) => write(path, item, currency)).join('; ') || 'none'
  }
  if (typeof value !== 'object') return String(value)
  return Object.entries(value)
    .map(([key, inner]) => `${nameFact(key, currency)} ${write(key, inner, currency)}`)
    .join(', ')
}

/** A fact as it is read: `$12.50`, `yes`, "29 Nov 2026, 03:03". */
export function FactValue({ path, value, currency }: { path: string; value: unknown; currency: unknown }) {
  if (typeof value === 'string' && MOMENT.test(value)) return <LocalTime iso={value} />
  return write(path, value, currency)
}
