'use client'

import { useId, useState } from 'react'
import { CheckedField } from '@/components/form/checked-form'
import { Input } from '@/components/ui/input'
import type { PriceItem } from '@/lib/admin/shapes/catalogue'
import type { Saving } from '../use-save'
import { PriceForm } from './price-form'

const FEATURE = /^[a-z0-9-]{1,60}$/
const MODEL = /^[a-z0-9.-]{0,60}$/

/** Sets what a feature costs that has no price, or on a model that has none of its own. */
export function NewPriceForm({ prices, saving }: { prices: PriceItem[]; saving: Saving }) {
  const [feature, setFeature] = useState('')
  const [model, setModel] = useState('')
  const listId = useId()
  const isKnown = prices.some((price) => price.feature === feature && price.model === model)
  const isReady = FEATURE.test(feature) && MODEL.test(model) && !isKnown
  const set = (change: (text: string) => void) => (text: string) => {
    saving.forget()
    change(text.trim())
  }

  return (
    <PriceForm
      price={{ feature, model, current: null, upcoming: [], version: '' }}
      saving={saving}
      added={{
        isReady,
        instead: prices.find((price) => price.feature === feature && price.model === '')?.current?.credits,
        controls: (
          <div className="grid items-start gap-4 sm:grid-cols-2">
            <CheckedField
              label="Feature"
              hint="As in the code, such as video-generation."
              error={
                isKnown
                  ? 'This has a price already: edit it in the list.'
                  : feature !== '' && !FEATURE.test(feature)
                    ? 'Lowercase letters, digits and -, up to 60 of them.'
                    : saving.problem?.fields.feature
              }
              missing={feature === '' && 'Say which feature.'}
            >
              {(control) => (
                <>
                  <Input
                    {...control}
                    list={listId}
                    // What fits is offered while one types; the browser's own arrow would be a second one.
                    className="[&::-webkit-calendar-picker-indicator]:hidden!"
                    autoComplete="off"
                    spellCheck={false}
                    value={feature}
                    onChange={({ target }) => set(setFeature)(target.value)}
                  />
                  <datalist id={listId}>
                    {[...new Set(prices.map((price) => price.feature))].map((name) => (
                      <option key={name} value={name} />
                    ))}
                  </datalist>
                </>
              )}
            </CheckedField>
            <CheckedField
              label="Model"
              hint="Leave empty for every model."
              error={
                MODEL.test(model)
                  ? saving.problem?.fields.model
                  : 'Lowercase letters, digits, . and -, up to 60 of them.'
              }
            >
              {(control) => (
                <Input
                  {...control}
                  autoComplete="off"
                  spellCheck={false}
                  value={model}
                  onChange={({ target }) => set(setModel)(target.value)}
                />
              )}
            </CheckedField>
          </div>
        ),
      }}
    />
  )
}
