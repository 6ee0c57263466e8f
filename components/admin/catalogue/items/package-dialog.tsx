'use client'

import { useState } from 'react'
import { Button } from '@/components/ui/button'
import type { PackageItem } from '@/lib/admin/shapes/catalogue'
import { EditWindow } from '../edit-window'
import { ImpactNote } from '../impact-note'
import type { Saving } from '../use-save'
import { type FormField, ID } from './form-fields'
import { ItemForm } from './item-form'
import { TierFields, useTiers } from './tier-fields'

const fieldsIn = (currency: string): FormField[] => [
  { name: 'name', label: 'Name', kind: 'text' },
  { name: 'credits', label: 'Credits', kind: 'integer', min: 1 },
  { name: 'priceCents', label: `Price in ${currency}`, kind: 'money' },
  { name: 'dodoProductId', label: 'Product at Dodo', kind: 'text' },
  { name: 'maxQuantity', label: 'Maximum quantity', kind: 'integer', min: 1 },
  { name: 'position', label: 'Place in the list', kind: 'integer' },
  { name: 'isActive', label: 'On sale', kind: 'switch' },
  { name: 'isPopular', label: 'Marked as popular', kind: 'switch' },
]

/** A package that an admin has not filled in yet; last of `position` others. */
const blank = (position: number) => ({
  id: '',
  name: '',
  credits: null,
  priceCents: null,
  currency: 'USD',
  dodoProductId: '',
  maxQuantity: 1,
  tiers: [],
  isPopular: false,
  isActive: false,
  position,
  version: '',
})
type Item = PackageItem | ReturnType<typeof blank>

function PackageForm({ item, saving }: { item: Item; saving: Saving }) {
  const { id, version, tiers, ...values } = item
  const [currency, setCurrency] = useState(item.currency)
  const isNew = version === ''
  const edited = useTiers(tiers, currency)
  return (
    <ItemForm
      item={{ id, currency, version }}
      values={isNew ? { id, ...values, currency } : values}
      fields={isNew ? [ID, ...fieldsIn(currency)] : fieldsIn(currency)}
      path="/api/admin/catalogue/packages"
      impact={({ priceCents, dodoProductId, isActive }) => (
        <ImpactNote
          kind="package"
          id={id}
          productId={typeof dodoProductId === 'string' ? dodoProductId : null}
          price={{ cents: typeof priceCents === 'number' ? priceCents : null, currency }}
          isEnding={item.isActive && !isActive}
        />
      )}
      saving={saving}
      onCurrency={isNew ? setCurrency : undefined}
      more={{
        body: edited.tiers && { tiers: edited.tiers },
        isChanged: edited.isChanged,
        controls: <TierFields edited={edited} currency={currency} />,
      }}
    />
  )
}

/** Opens the window in which an admin changes a package. */
export function PackageDialog({ item }: { item: PackageItem }) {
  return (
    <EditWindow
      title={`Package ${item.name}`}
      description="Applies to checkouts started from now on. Past purchases stay as agreed."
      trigger={
        <Button variant="outline" size="sm" aria-label={`Edit ${item.name}`}>
          Edit
        </Button>
      }
    >
      {(saving) => <PackageForm key={item.version} item={item} saving={saving} />}
    </EditWindow>
  )
}

/** Opens the window in which an admin adds a package at the end of the list. */
export function NewPackageDialog({ position }: { position: number }) {
  return (
    <EditWindow
      title="New package"
      description="Create its product at Dodo first: checkout charges the price set there."
      trigger={
        <Button variant="outline" size="sm">
          New package
        </Button>
      }
    >
      {(saving) => <PackageForm item={blank(position)} saving={saving} />}
    </EditWindow>
  )
}
