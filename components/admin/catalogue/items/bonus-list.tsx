'use client'

import { Amount } from '@/components/ui/amount'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import type { BonusItem } from '@/lib/admin/shapes/catalogue'
import { EditWindow } from '../edit-window'
import type { FormField } from './form-fields'
import { ItemForm } from './item-form'

const TEXTS: Record<BonusItem['id'], { title: string; description: string }> = {
  signup: { title: 'Sign-up bonus', description: 'Given to everybody once, with a confirmed address.' },
  lead: { title: 'Trial', description: 'Given to a visitor who tries a tool without an account.' },
}
const FIELDS: FormField[] = [{ name: 'credits', label: 'Credits', kind: 'integer' }]

function BonusDialog({ item: { id, version, ...values } }: { item: BonusItem }) {
  const { title } = TEXTS[id]
  return (
    <EditWindow
      title={title}
      description="Applies to newcomers from now on. 0 gives nothing."
      trigger={
        <Button variant="outline" size="sm" aria-label={`Edit the bonus ${title}`}>
          Edit
        </Button>
      }
    >
      {(saving) => (
        <ItemForm
          key={version}
          // No price, so no currency is read.
          item={{ id, currency: 'USD', version }}
          values={values}
          fields={FIELDS}
          path="/api/admin/catalogue/bonuses"
          impact={() => null}
          saving={saving}
        />
      )}
    </EditWindow>
  )
}

/** What newcomers are given. */
export function BonusList({ bonuses }: { bonuses: BonusItem[] }) {
  return (
    <Card>
      <ul className="divide-y">
        {bonuses.map((item) => (
          <li
            key={item.id}
            className="grid grid-cols-[minmax(0,1fr)_auto_auto] items-center gap-x-4 gap-y-1 px-5 py-3 sm:px-6"
          >
            <div className="grid min-w-0 gap-0.5">
              <p className="font-medium text-sm">{TEXTS[item.id].title}</p>
              <p className="text-muted-foreground text-xs">{TEXTS[item.id].description}</p>
            </div>
            <p className="text-sm">
              <Amount value={item.credits} unit />
            </p>
            <BonusDialog item={item} />
          </li>
        ))}
      </ul>
    </Card>
  )
}
