'use client'

import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { Dialog, DialogContent, DialogTrigger } from '@/components/ui/dialog'
import type { PackageItem } from '@/lib/admin/shapes/catalogue'
import type { FormField } from './form-fields'
import { ImpactNote } from './impact-note'
import { ItemForm } from './item-form'
import { useSave } from './use-save'

const fieldsIn = (currency: string): FormField[] => [
  { name: 'name', label: 'Name', kind: 'text' },
  { name: 'credits', label: 'Credits', kind: 'integer', min: 1 },
  { name: 'priceCents', label: `Price in ${currency}`, kind: 'money' },
  { name: 'dodoProductId', label: 'Product at Dodo', kind: 'text' },
  { name: 'position', label: 'Place in the list', kind: 'integer' },
  { name: 'isActive', label: 'On sale', kind: 'switch' },
  { name: 'isPopular', label: 'Marked as popular', kind: 'switch' },
]

/** Opens the window in which an admin changes a package. */
export function PackageDialog({ item }: { item: PackageItem }) {
  const [isOpen, setIsOpen] = useState(false)
  const saving = useSave(() => setIsOpen(false))
  const { id, currency, version, maxQuantity: _fixed, ...values } = item
  return (
    <Dialog
      open={isOpen}
      onOpenChange={(open) => {
        saving.forget()
        setIsOpen(open)
      }}
    >
      <DialogTrigger asChild>
        <Button variant="outline" size="sm" aria-label={`Edit ${item.name}`}>
          Edit
        </Button>
      </DialogTrigger>
      <DialogContent
        title={`Package ${item.name}`}
        description="Holds for checkouts that begin from now on. Purchases keep what was agreed."
        className="max-w-lg"
      >
        <ItemForm
          key={version}
          item={{ id, currency, version }}
          values={values}
          fields={fieldsIn(currency)}
          path="/api/admin/catalogue/packages"
          impact={({ priceCents, dodoProductId }) => (
            <ImpactNote
              kind="package"
              id={id}
              productId={typeof dodoProductId === 'string' ? dodoProductId : null}
              price={{ cents: typeof priceCents === 'number' ? priceCents : null, currency }}
            />
          )}
          saving={saving}
        />
      </DialogContent>
    </Dialog>
  )
}
