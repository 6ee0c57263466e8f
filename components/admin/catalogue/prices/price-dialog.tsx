'use client'

import { Button } from '@/components/ui/button'
import type { PriceItem } from '@/lib/admin/shapes/catalogue'
import { EditWindow } from '../edit-window'
import { namePrice } from './name-price'
import { NewPriceForm } from './new-price-form'
import { PriceForm } from './price-form'

const COMPLEXITY = 'For a run of low complexity; medium costs × 1.5, high × 2.'

/** Opens the window in which an admin sets what a feature costs, now or later. */
export function PriceDialog({ price }: { price: PriceItem }) {
  const name = namePrice(price)
  return (
    <EditWindow
      title={`Price of ${name}`}
      description={COMPLEXITY}
      trigger={
        <Button variant="outline" size="sm" aria-label={`Edit the price of ${name}`}>
          Edit
        </Button>
      }
    >
      {(saving) => <PriceForm key={price.version} price={price} saving={saving} />}
    </EditWindow>
  )
}

/** Opens the window in which an admin sets what something costs that is not in the list `prices`. */
export function NewPriceDialog({ prices }: { prices: PriceItem[] }) {
  return (
    <EditWindow
      title="New price"
      description={COMPLEXITY}
      trigger={
        <Button variant="outline" size="sm">
          New price
        </Button>
      }
    >
      {(saving) => <NewPriceForm prices={prices} saving={saving} />}
    </EditWindow>
  )
}
