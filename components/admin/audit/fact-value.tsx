import { Fragment, type ReactNode } from 'react'
import { LocalTime } from '@/components/ui/local-time'
import { formatNumber } from '@/lib/format-number'
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

const MOMENT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}/

function write(path: string, value: string | number | boolean, currency: unknown): string {
  if (typeof value === 'boolean') return value ? 'yes' : 'no'
  if (typeof value === 'string') return value
  if (isMoney(path, currency)) return formatPrice(value, currency)
  // Numbers that name something are not grouped.
  return /(id|of)$/i.test(path) ? String(value) : formatNumber(value).replace('-', '−')
}

/** Parts of one value, each after the last with `by` between them. */
function join(parts: [key: string | number, part: ReactNode][], by: string): ReactNode {
  return parts.map(([key, part], index) => (
    <Fragment key={key}>
      {index > 0 ? by : null}
      {part}
    </Fragment>
  ))
}

type FactValueProps = { path: string; value: unknown; currency: unknown }

/** A fact as it is read: `$12.50`, `yes`, "29 Nov 2026, 03:03"; lists and parts the same, one after the other. */
export function FactValue({ path, value, currency }: FactValueProps): ReactNode {
  if (value === null || value === undefined) return 'nothing'
  if (typeof value === 'string' && MOMENT.test(value)) return <LocalTime iso={value} />
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') {
    return write(path, value, currency)
  }
  if (Array.isArray(value)) {
    if (value.length === 0) return 'none'
    const items = value.map((item: unknown, index): [number, ReactNode] => [
      index,
      <FactValue key={path} path={path} value={item} currency={currency} />,
    ])
    return join(items, '; ')
  }
  const parts = Object.entries(value).map(([key, inner]): [string, ReactNode] => [
    key,
    <Fragment key={key}>
      {nameFact(key, currency)} <FactValue path={key} value={inner} currency={currency} />
    </Fragment>,
  ])
  return join(parts, ', ')
}
