'use client'

import { type ReactNode, useState } from 'react'
import { CheckedField, CheckedForm } from '@/components/form/checked-form'
import { FormEnd } from '@/components/form/form-end'
import { Amount } from '@/components/ui/amount'
import { Input } from '@/components/ui/input'
import type { PriceItem } from '@/lib/admin/shapes/catalogue'
import { atComplexity } from '@/lib/pricing-plans'
import { ReasonField } from '../../form/reason-field'
import { SwitchGroup, SwitchRow } from '../../form/switch-row'
import { ImpactNote } from '../impact-note'
import { type Saving, sumUp, UNCHANGED } from '../use-save'

const NO_PRICE = 'A whole number, 1 or more.'

type PriceFormProps = {
  price: PriceItem
  saving: Saving
  /** Of something that has no price yet: what it is, and what it cost so far by another price. */
  added?: { controls: ReactNode; isReady: boolean; instead: number | undefined }
}

/** Sets what a feature costs, at once or from a moment on. */
export function PriceForm({ price, saving, added }: PriceFormProps) {
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
  const isNamed = added?.isReady !== false
  const isReady = isNamed && reason.trim() !== '' && (isEnding || number !== null) && isTimed && !isSame
  const costs = current?.credits ?? added?.instead

  function submit() {
    const body = {
      feature,
      model,
      version,
      reason: reason.trim(),
      credits: isEnding ? null : number,
      effectiveFrom: isLater ? at.toISOString() : null,
    }
    save('/api/admin/catalogue/prices', body, isLater ? 'Scheduled' : added ? 'Added' : 'Changed')
  }

  return (
    <CheckedForm isReady={isReady} onSubmit={submit}>
      {added?.controls}
      <CheckedField
        label="Credits"
        hint={
          isNamed || number !== null ? (
            <>
              {costs !== undefined ? (
                <>
                  <Amount value={costs} unit /> now{current ? '' : ', the feature’s general price'}.
                </>
              ) : isNamed ? (
                'It has no price now: nobody can use it.'
              ) : null}
              {number !== null && number !== current?.credits && !isEnding ? (
                <>
                  {' '}
                  Then <Amount value={number} />, of medium complexity{' '}
                  <Amount value={atComplexity(number, 'medium')} />, of high{' '}
                  <Amount value={atComplexity(number, 'high')} />.
                </>
              ) : null}
            </>
          ) : undefined
        }
        error={!isEnding && credits !== '' && number === null ? NO_PRICE : undefined}
        missing={!isEnding && credits === '' && NO_PRICE}
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
      </CheckedField>
      <SwitchGroup>
        <SwitchRow id="price-later" label="Take effect later" isOn={isLater} onChange={setIsLater}>
          {isLater ? (
            <CheckedField
              label="From"
              hint="In your own time zone. It takes effect by itself."
              missing={!isTimed && 'Say from when.'}
            >
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
            </CheckedField>
          ) : null}
        </SwitchRow>
        {current ? (
          <SwitchRow id="price-end" label="End this price" isOn={isEnding} onChange={setIsEnding}>
            {isEnding ? (
              <p className="text-muted-foreground text-sm">
                {model === ''
                  ? 'The feature then works only on models with their own price.'
                  : 'Runs on this model then cost the feature’s general price, if it has one.'}
              </p>
            ) : null}
          </SwitchRow>
        ) : null}
      </SwitchGroup>
      {isNamed ? (
        <ImpactNote
          kind="feature"
          id={feature}
          model={model}
          change={costs && number !== null && !isEnding ? { from: costs, to: number } : undefined}
        />
      ) : null}
      <ReasonField hint="Kept in the audit log." value={reason} onChange={setReason} />
      <FormEnd
        problem={sumUp(problem, added ? ['feature', 'model'] : [])}
        missing={isSame && UNCHANGED}
        isRunning={isSaving}
      >
        {isLater ? 'Schedule' : added ? 'Add' : 'Change now'}
      </FormEnd>
    </CheckedForm>
  )
}
