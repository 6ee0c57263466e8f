'use client'

import { Badge } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import type { TopUpItem } from '@/lib/admin/shapes/catalogue'
import { EditWindow } from '../edit-window'
import { ImpactNote } from '../impact-note'
import type { FormField } from './form-fields'
import { ItemForm } from './item-form'

const FIELDS: FormField[] = [{ name: 'dodoProductId', label: 'Product at Dodo', kind: 'text' }]

/** The product that cards for automatic top-ups are allowed on. */
export function TopUpRow({ item: { currency, version, dodoProductId } }: { item: TopUpItem }) {
  return (
    <Card>
      <div className="grid grid-cols-[minmax(0,1fr)_auto] items-center gap-x-4 px-5 py-3 sm:px-6">
        <div className="grid min-w-0 gap-0.5">
          <p className="flex flex-wrap items-center gap-x-2.5 gap-y-1 font-medium text-sm">
            Product for cards
            {dodoProductId === null ? <Badge variant="warning">Missing</Badge> : null}
          </p>
          <p className="flex flex-wrap gap-x-3 text-muted-foreground text-xs">
            {dodoProductId === null ? (
              'Without it nobody can switch on automatic top-up.'
            ) : (
              <>
                <span>Charged in {currency}</span>
                <span className="break-all font-mono">{dodoProductId}</span>
              </>
            )}
          </p>
        </div>
        <EditWindow
          title="Automatic top-up"
          description={`A product at Dodo of price 0 in ${currency}, billed every month. Cards are allowed on it and charged when credits run low.`}
          trigger={
            <Button variant="outline" size="sm" aria-label="Edit the product of automatic top-ups">
              Edit
            </Button>
          }
        >
          {(saving) => (
            <ItemForm
              key={version}
              item={{ id: 'top-up', currency, version }}
              values={{ dodoProductId }}
              fields={FIELDS}
              path="/api/admin/catalogue/top-up"
              impact={(now) => (
                <ImpactNote
                  kind="top-up"
                  id={currency}
                  productId={typeof now.dodoProductId === 'string' ? now.dodoProductId : null}
                  price={{ cents: 0, currency }}
                />
              )}
              saving={saving}
            />
          )}
        </EditWindow>
      </div>
    </Card>
  )
}
