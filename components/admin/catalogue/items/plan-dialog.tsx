'use client'

import { useState } from 'react'
import { Button } from '@/components/ui/button'
import type { PlanItem } from '@/lib/admin/shapes/catalogue'
import { EditWindow } from '../edit-window'
import { ImpactNote } from '../impact-note'
import type { Saving } from '../use-save'
import { type FormField, ID } from './form-fields'
import { ItemForm } from './item-form'

const fieldsIn = (currency: string): FormField[] => [
  { name: 'name', label: 'Name', kind: 'text' },
  { name: 'creditsPerMonth', label: 'Credits a month', kind: 'integer' },
  { name: 'priceCents', label: `Monthly price in ${currency}`, kind: 'money' },
  { name: 'dodoProductId', label: 'Product at Dodo', kind: 'text', isOptional: true },
  { name: 'rolloverCap', label: 'Maximum rollover credits', kind: 'integer' },
  { name: 'modelRetentionDays', label: 'Days models are kept', kind: 'integer', min: 1 },
  { name: 'maxModels', label: 'Maximum models', kind: 'integer' },
  { name: 'position', label: 'Place in the list', kind: 'integer' },
  { name: 'isActive', label: 'On sale', kind: 'switch' },
]
/** Free stays free and on offer. */
const FIXED_OF_FREE = new Set(['priceCents', 'dodoProductId', 'isActive'])

/** A plan that an admin has not filled in yet; last of `position` others. Models as on Free. */
const blank = (position: number) => ({
  id: '',
  name: '',
  creditsPerMonth: null,
  priceCents: null,
  currency: 'USD',
  rolloverCap: 0,
  dodoProductId: null,
  modelRetentionDays: 7,
  maxModels: 3,
  isActive: false,
  position,
  version: '',
})
type Item = PlanItem | ReturnType<typeof blank>

function PlanForm({ item, saving }: { item: Item; saving: Saving }) {
  const { id, version, ...values } = item
  const [currency, setCurrency] = useState(item.currency)
  const isNew = version === ''
  const fields = fieldsIn(currency).filter(({ name }) => id !== 'free' || !FIXED_OF_FREE.has(name))
  return (
    <ItemForm
      item={{ id, currency, version }}
      values={isNew ? { id, ...values, currency } : values}
      fields={isNew ? [ID, ...fields] : fields}
      path="/api/admin/catalogue/plans"
      impact={({ priceCents, dodoProductId, isActive, modelRetentionDays, maxModels }) => (
        <ImpactNote
          kind="plan"
          id={id}
          productId={typeof dodoProductId === 'string' ? dodoProductId : null}
          price={
            id === 'free'
              ? undefined
              : { cents: typeof priceCents === 'number' ? priceCents : null, currency }
          }
          isEnding={item.isActive && isActive === false}
          isAboutModels={modelRetentionDays !== item.modelRetentionDays || maxModels !== item.maxModels}
        />
      )}
      saving={saving}
      onCurrency={isNew ? setCurrency : undefined}
    />
  )
}

/** Opens the window in which an admin changes a plan. */
export function PlanDialog({ item }: { item: PlanItem }) {
  return (
    <EditWindow
      title={`Plan ${item.name}`}
      description={
        item.id === 'free'
          ? 'What everybody without a paid plan gets.'
          : 'Applies to new subscribers. Current subscribers keep the price and credits they agreed to.'
      }
      trigger={
        <Button variant="outline" size="sm" aria-label={`Edit the plan ${item.name}`}>
          Edit
        </Button>
      }
    >
      {(saving) => <PlanForm key={item.version} item={item} saving={saving} />}
    </EditWindow>
  )
}

/** Opens the window in which an admin adds a plan at the end of the list. */
export function NewPlanDialog({ position }: { position: number }) {
  return (
    <EditWindow
      title="New plan"
      description="To sell it, first create a product at Dodo that is billed monthly. Subscribers can only switch between plans in one currency."
      trigger={
        <Button variant="outline" size="sm">
          New plan
        </Button>
      }
    >
      {(saving) => <PlanForm item={blank(position)} saving={saving} />}
    </EditWindow>
  )
}
