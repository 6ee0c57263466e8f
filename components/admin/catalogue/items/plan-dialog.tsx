'use client'

import { Button } from '@/components/ui/button'
import type { PlanItem } from '@/lib/admin/shapes/catalogue'
import { EditWindow } from '../edit-window'
import { ImpactNote } from '../impact-note'
import type { FormField } from './form-fields'
import { ItemForm } from './item-form'

const fieldsIn = (currency: string): FormField[] => [
  { name: 'name', label: 'Name', kind: 'text' },
  { name: 'creditsPerMonth', label: 'Credits a month', kind: 'integer' },
  { name: 'priceCents', label: `Price a month in ${currency}`, kind: 'money' },
  { name: 'dodoProductId', label: 'Product at Dodo', kind: 'text' },
  { name: 'rolloverCap', label: 'Credits rolled over at most', kind: 'integer' },
  { name: 'modelRetentionDays', label: 'Days that models are kept', kind: 'integer', min: 1 },
  { name: 'maxModels', label: 'Models at a time', kind: 'integer' },
  { name: 'position', label: 'Place in the list', kind: 'integer' },
  { name: 'isActive', label: 'On sale', kind: 'switch' },
]
/** Free stays free and on offer. */
const FIXED_OF_FREE = new Set(['priceCents', 'dodoProductId', 'isActive'])

/** Opens the window in which an admin changes a plan. */
export function PlanDialog({ item }: { item: PlanItem }) {
  const { id, currency, version, ...values } = item
  const isFree = id === 'free'
  return (
    <EditWindow
      title={`Plan ${item.name}`}
      description={
        isFree
          ? 'What everybody has who pays for no plan.'
          : 'Holds for those who subscribe from now on. Subscribers keep the price and credits they agreed to.'
      }
      trigger={
        <Button variant="outline" size="sm" aria-label={`Edit the plan ${item.name}`}>
          Edit
        </Button>
      }
    >
      {(saving) => (
        <ItemForm
          key={version}
          item={{ id, currency, version }}
          values={values}
          fields={fieldsIn(currency).filter(({ name }) => !isFree || !FIXED_OF_FREE.has(name))}
          path="/api/admin/catalogue/plans"
          impact={({ priceCents, dodoProductId }) =>
            isFree ? null : (
              <ImpactNote
                kind="plan"
                id={id}
                productId={typeof dodoProductId === 'string' ? dodoProductId : null}
                price={{ cents: typeof priceCents === 'number' ? priceCents : null, currency }}
              />
            )
          }
          saving={saving}
        />
      )}
    </EditWindow>
  )
}
