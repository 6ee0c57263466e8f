'use client'

import { useState } from 'react'
import { Amount } from '@/components/ui/amount'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import type { PriceItem } from '@/lib/admin/shapes/catalogue'
import { FormEnd } from '../../form/form-end'
import { ReasonField } from '../../form/reason-field'
import { SwitchGroup, SwitchRow } from '../../form/switch-row'
import { WindowForm } from '../../form/window-form'
import { EditWindow } from '../edit-window'
import { ImpactNote } from '../impact-note'
import type { Saving } from '../use-save'
import { namePrice } from './name-price'

/** Opens the window in which an admin sets what a feature costs, now or later. */
export function PriceDialog({ price }: { price: PriceItem }) {
  const name = namePrice(price)
  return (
    <EditWindow
      title={`Price of ${name}`}
      description="For a run of low complexity; medium costs × 1.5, high × 2."
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

function PriceForm({ price, saving }: { price: PriceItem; saving: Saving }) {
  const { feature, model, current, version } = price
  const [credits, setCredits] = useState(String(current?.credits ?? ''))
  const [isEnding, setIsEnding] = useState(false)
  /** As the control has it, in the admin's own time zone; '' is now. */
  const [from, setFrom] = useState('')
  const [isLater, setIsLater] = useState(false)
  const [reason, setReason] = useState('')
  const { isSaving, problem, save } = saving

  const number = /^[1-9]\d{0,14}$/.test(credits.trim()) ? Number(credits) : null
  const at = new Date(from)
  const isTimed = !isLater || !Number.isNaN(at.getTime())
  const isSame = !isLater && (isEnding ? current === null : number === current?.credits)
  const isReady = reason.trim() !== '' && (isEnding || number !== null) && isTimed && !isSame

  function submit() {
    if (!isReady) return
    const body = {
      feature,
      model,
      version,
      reason: reason.trim(),
      credits: isEnding ? null : number,
      effectiveFrom: isLater ? at.toISOString() : null,
    }
    save('/api/admin/catalogue/prices', body, isLater ? 'Scheduled' : 'Changed')
  }

  return (
    <WindowForm onSubmit={submit}>
      <Field
        label="Credits"
        hint={
          current ? (
            <>
              <Amount value={current.credits} unit /> now.
            </>
          ) : (
            'It has no price now: nobody can use it.'
          )
        }
        error={!isEnding && credits !== '' && number === null ? 'A whole number, 1 or more.' : undefined}
      >
        {(control) => (
          <Input
            {...control}
            inputMode="numeric"
            autoComplete="off"
            className="tabular max-w-40"
            disabled={isEnding}
            value={credits}
            onChange={(event) => setCredits(event.target.value)}
          />
        )}
      </Field>
      <SwitchGroup>
        <SwitchRow id="price-later" label="Take effect later" isOn={isLater} onChange={setIsLater}>
          {isLater ? (
            <Field label="From" hint="In your own time zone. It takes effect by itself.">
              {(control) => (
                <Input
                  {...control}
                  type="datetime-local"
                  required
                  className="max-w-64"
                  value={from}
                  onChange={(event) => setFrom(event.target.value)}
                />
              )}
            </Field>
          ) : null}
        </SwitchRow>
        {current ? (
          <SwitchRow id="price-end" label="End this price" isOn={isEnding} onChange={setIsEnding}>
            {isEnding ? (
              <p className="text-muted-foreground text-sm">
                {model === ''
                  ? 'Without a price of its own or one for its model, the feature can’t be used.'
                  : 'Runs on this model then cost what the feature costs on any model, if it has such a price.'}
              </p>
            ) : null}
          </SwitchRow>
        ) : null}
      </SwitchGroup>
      <ImpactNote
        kind="feature"
        id={feature}
        model={model}
        change={current && number !== null && !isEnding ? { from: current.credits, to: number } : undefined}
      />
      <ReasonField hint="Kept in the admin log." value={reason} onChange={setReason} />
      <FormEnd problem={problem} problemTitle="Not saved" isRunning={isSaving} isReady={isReady}>
        {isLater ? 'Schedule' : 'Change now'}
      </FormEnd>
    </WindowForm>
  )
}
