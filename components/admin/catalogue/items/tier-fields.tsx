'use client'

import { Plus, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { Input } from '@/components/ui/input'
import type { Tier } from '@/lib/admin/shapes/catalogue'
import { cn } from '@/lib/cn'
import { readText, toText } from './form-fields'

const ROW = 'grid grid-cols-[4.5rem_6rem_minmax(0,1fr)_2rem] items-center gap-2'

type Row = { key: string; minQuantity: string; priceCents: string; dodoProductId: string }
type Column = Exclude<keyof Row, 'key'>

const COLUMNS: { name: Column; kind: 'integer' | 'money' | 'text'; min?: number }[] = [
  { name: 'minQuantity', kind: 'integer', min: 2 },
  { name: 'priceCents', kind: 'money' },
  { name: 'dodoProductId', kind: 'text' },
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
    const [minQuantity, priceCents, dodoProductId] = COLUMNS.map(({ name, kind, min }) =>
      readText(row[name], { name, label: name, kind, min }, currency),
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
    isUnique,
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
export function TierFields({ edited: { rows, isUnique, change, add, remove }, currency }: TierFieldsProps) {
  const label = { minQuantity: 'From', priceCents: `Each, ${currency}`, dodoProductId: 'Product at Dodo' }
  return (
    <fieldset className="grid gap-2.5">
      <legend className="mb-1 font-medium text-sm">Lower prices by quantity</legend>
      {rows.length > 0 ? (
        <div aria-hidden className={cn(ROW, 'text-muted-foreground text-xs')}>
          {COLUMNS.map(({ name }) => (
            <span key={name}>{label[name]}</span>
          ))}
        </div>
      ) : null}
      {rows.map((row, index) => (
        <div key={row.key} className={ROW}>
          {COLUMNS.map(({ name, kind }) => (
            <Input
              key={name}
              aria-label={`${label[name]}, lower price ${index + 1}`}
              autoComplete="off"
              inputMode={kind === 'integer' ? 'numeric' : kind === 'money' ? 'decimal' : undefined}
              className={kind === 'text' ? undefined : 'tabular'}
              value={row[name]}
              onChange={({ target }) => change(row.key, name, target.value)}
            />
          ))}
          <Button
            variant="ghost"
            size="icon-sm"
            aria-label={`Remove lower price ${index + 1}`}
            onClick={() => remove(row.key)}
          >
            <Trash2 aria-hidden />
          </Button>
        </div>
      ))}
      {isUnique ? null : (
        <p className="text-destructive text-sm" role="alert">
          Two of them begin at the same quantity.
        </p>
      )}
      <Button variant="outline" size="sm" className="justify-self-start" onClick={add}>
        <Plus aria-hidden />
        Add a lower price
      </Button>
    </fieldset>
  )
}
