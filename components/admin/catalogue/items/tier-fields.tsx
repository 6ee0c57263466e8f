'use client'

import { Plus, Trash2 } from 'lucide-react'
import { useId, useRef, useState } from 'react'
import { useIsTried } from '@/components/form/checked-form'
import { Button } from '@/components/ui/button'
import { Input } from '@/components/ui/input'
import type { Tier } from '@/lib/admin/shapes/catalogue'
import { cn } from '@/lib/cn'
import { type FormField, readText, sayWhatIsTaken, toText } from './form-fields'

const ROW = 'grid grid-cols-[4.5rem_6rem_minmax(0,1fr)_2rem] items-center gap-2'

type Row = { key: string; minQuantity: string; priceCents: string; dodoProductId: string }
type Column = Exclude<keyof Row, 'key'>

const columnsIn = (currency: string): (FormField & { name: Column })[] => [
  { name: 'minQuantity', label: 'From', kind: 'integer', min: 2 },
  { name: 'priceCents', label: `Each, ${currency}`, kind: 'money' },
  { name: 'dodoProductId', label: 'Product at Dodo', kind: 'text' },
]

/** A package's lower prices as they are being edited; `tiers` is null while one of them can't be taken. */
export function useTiers(saved: Tier[], currency: string) {
  const [rows, setRows] = useState<Row[]>(() =>
    saved.map((tier) => ({
      key: tier.dodoProductId,
      minQuantity: toText(tier.minQuantity, 'integer', currency),
      priceCents: toText(tier.priceCents, 'money', currency),
      dodoProductId: tier.dodoProductId,
    })),
  )
  const read = rows.map((row) => {
    const [minQuantity, priceCents, dodoProductId] = columnsIn(currency).map((column) =>
      readText(row[column.name], column, currency),
    )
    return typeof minQuantity === 'number' &&
      typeof priceCents === 'number' &&
      typeof dodoProductId === 'string'
      ? { minQuantity, priceCents, dodoProductId }
      : null
  })
  const tiers = read.filter((tier) => tier !== null)
  const isWhole = tiers.length === rows.length
  const isUnique = new Set(tiers.map(({ minQuantity }) => minQuantity)).size === tiers.length
  return {
    rows,
    tiers: isWhole && isUnique ? tiers : null,
    isChanged: !isWhole || JSON.stringify(tiers) !== JSON.stringify(saved),
    change: (key: string, name: Column, text: string) =>
      setRows((all) => all.map((row) => (row.key === key ? { ...row, [name]: text } : row))),
    add: () =>
      setRows((all) => [
        ...all,
        { key: crypto.randomUUID(), minQuantity: '', priceCents: '', dodoProductId: '' },
      ]),
    remove: (key: string) => setRows((all) => all.filter((row) => row.key !== key)),
  }
}

type TierFieldsProps = { edited: ReturnType<typeof useTiers>; currency: string }

/** The lower prices that hold from a quantity on, each a product of its own at Dodo. */
export function TierFields({ edited: { rows, change, add, remove }, currency }: TierFieldsProps) {
  const columns = columnsIn(currency)
  const addButton = useRef<HTMLButtonElement>(null)
  return (
    <fieldset className="grid gap-2.5">
      <legend className="mb-1 font-medium text-sm">Lower prices by quantity</legend>
      {rows.length > 0 ? (
        <div aria-hidden className={cn(ROW, 'text-muted-foreground text-xs')}>
          {columns.map(({ name, label }) => (
            <span key={name}>{label}</span>
          ))}
        </div>
      ) : null}
      {rows.map((row, index) => (
        <TierRow
          key={row.key}
          row={row}
          above={rows.slice(0, index)}
          columns={columns}
          currency={currency}
          onChange={(name, text) => change(row.key, name, text)}
          onRemove={() => {
            remove(row.key)
            // What had the focus goes.
            addButton.current?.focus()
          }}
        />
      ))}
      <Button ref={addButton} variant="outline" size="sm" className="justify-self-start" onClick={add}>
        <Plus aria-hidden />
        Add a lower price
      </Button>
    </fieldset>
  )
}

type TierRowProps = {
  row: Row
  above: Row[]
  columns: ReturnType<typeof columnsIn>
  currency: string
  onChange: (name: Column, text: string) => void
  onRemove: () => void
}

function TierRow({ row, above, columns, currency, onChange, onRemove }: TierRowProps) {
  const id = useId()
  const isTried = useIsTried()
  const place = `lower price ${above.length + 1}`

  function findError(column: (typeof columns)[number]): string | null {
    const { name } = column
    const value = readText(row[name], column, currency)
    if (value === undefined) return row[name] !== '' || isTried ? sayWhatIsTaken(column, currency) : null
    const isTaken =
      name === 'minQuantity' && above.some((other) => readText(other[name], column, currency) === value)
    return isTaken ? 'Another one begins at this quantity.' : null
  }
  const cells = columns.map((column) => ({ ...column, error: findError(column) }))

  return (
    <div className="grid gap-1.5">
      <div className={ROW}>
        {cells.map(({ name, label, kind, error }) => (
          <Input
            key={name}
            aria-label={`${label}, ${place}`}
            aria-invalid={error !== null || undefined}
            aria-describedby={error === null ? undefined : `${id}-${name}`}
            autoComplete="off"
            inputMode={kind === 'integer' ? 'numeric' : kind === 'money' ? 'decimal' : undefined}
            className={kind === 'text' ? undefined : 'tabular'}
            value={row[name]}
            onChange={({ target }) => onChange(name, target.value)}
          />
        ))}
        <Button variant="ghost" size="icon-sm" aria-label={`Remove ${place}`} onClick={onRemove}>
          <Trash2 aria-hidden />
        </Button>
      </div>
      <div aria-live="polite" className="contents">
        {cells.map(({ name, label, error }) =>
          error === null ? null : (
            <p key={name} id={`${id}-${name}`} className="text-destructive text-sm">
              {label}: {error}
            </p>
          ),
        )}
      </div>
    </div>
  )
}
