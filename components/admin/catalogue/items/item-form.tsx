'use client'

import { Fragment, type ReactNode, useState } from 'react'
import { CheckedField, CheckedForm } from '@/components/form/checked-form'
import { FormEnd } from '@/components/form/form-end'
import { Input } from '@/components/ui/input'
import { ReasonField } from '../../form/reason-field'
import { SwitchGroup, SwitchRow } from '../../form/switch-row'
import { type Saving, sumUp, UNCHANGED } from '../use-save'
import { CurrencyField } from './currency-field'
import { type FormField, readText, sayWhatIsTaken, showValue, toText, type Value } from './form-fields'

type Item = { id: string; currency: string; version: string }

type ItemFormProps = {
  item: Item
  /** What the fields say before anything is changed. */
  values: Record<string, Value>
  fields: FormField[]
  /** Where an edit is sent. */
  path: string
  /** Whom it concerns; gets what the fields say now. */
  impact: (now: Record<string, Value | undefined>) => ReactNode
  saving: Saving
  /** Adds one, in a currency to be chosen: every field must be filled in. */
  onCurrency?: (currency: string) => void
  /** What else is sent, and its controls. `body` is null while they say what can't be taken. */
  more?: { body: object | null; isChanged: boolean; controls: ReactNode }
}

/** Changes a part of the catalogue, or adds one: what it says, what changes, whom that concerns, and why. */
export function ItemForm(props: ItemFormProps) {
  const { item, values, fields, path, impact, saving, onCurrency, more } = props
  const { id, currency, version } = item
  const isNew = onCurrency !== undefined
  const [texts, setTexts] = useState(() =>
    Object.fromEntries(fields.map(({ name, kind }) => [name, toText(values[name] ?? null, kind, currency)])),
  )
  const [reason, setReason] = useState('')
  const { isSaving, problem, save, forget } = saving
  const set = (name: string) => (text: string) => {
    forget()
    setTexts((all) => ({ ...all, [name]: text }))
  }

  const now = Object.fromEntries(
    fields.map((field) => [field.name, readText(texts[field.name] ?? '', field, currency)]),
  )
  const switches = fields.filter(({ kind }) => kind === 'switch')
  const changes = fields.filter(({ name }) => now[name] !== values[name])
  const isChanged = changes.length > 0 || more?.isChanged === true
  const isReady =
    isChanged &&
    reason.trim() !== '' &&
    more?.body !== null &&
    (isNew ? fields : changes).every(({ name }) => now[name] !== undefined)

  function submit() {
    const body = { id, currency, version, ...values, ...now, ...more?.body, reason: reason.trim() }
    save(path, body, isNew ? 'Added' : 'Saved')
  }

  function findError(field: FormField) {
    const text = texts[field.name] ?? ''
    // Nothing is wrong with a field that nobody has come to yet.
    const isWrong = now[field.name] === undefined && !(isNew && text === '')
    return isWrong ? sayWhatIsTaken(field, currency) : problem?.fields[field.name]
  }

  return (
    <CheckedForm className="gap-4" isReady={isReady} onSubmit={submit}>
      {/* Of an odd number the first takes a line of its own. */}
      <div className="grid items-start gap-4 sm:grid-cols-2 sm:[&>:first-child:nth-last-child(odd)]:col-span-2">
        {fields
          .filter(({ kind }) => kind !== 'switch')
          .map((field) => {
            const { name, label, kind, hint } = field
            return (
              <Fragment key={name}>
                {kind === 'money' && onCurrency ? (
                  <CurrencyField value={currency} onChange={onCurrency} />
                ) : null}
                <CheckedField
                  label={label}
                  hint={hint}
                  error={findError(field)}
                  missing={now[name] === undefined && sayWhatIsTaken(field, currency)}
                >
                  {(control) => (
                    <Input
                      {...control}
                      autoComplete="off"
                      inputMode={kind === 'integer' ? 'numeric' : kind === 'money' ? 'decimal' : undefined}
                      className={kind === 'text' ? undefined : 'tabular'}
                      value={texts[name] ?? ''}
                      onChange={(event) => set(name)(event.target.value)}
                    />
                  )}
                </CheckedField>
              </Fragment>
            )
          })}
      </div>
      {switches.length > 0 ? (
        <SwitchGroup>
          {switches.map(({ name, label }) => (
            <SwitchRow
              key={name}
              id={`${id}-${name}`}
              label={label}
              isOn={texts[name] === 'true'}
              onChange={(isOn) => set(name)(String(isOn))}
            />
          ))}
        </SwitchGroup>
      ) : null}
      {more?.controls}
      {impact(now)}
      {changes.length > 0 && !isNew ? (
        <ul aria-label="What changes" className="grid gap-1 rounded-lg border px-4 py-3 text-sm">
          {changes.map((field) => (
            <li key={field.name} className="wrap-anywhere">
              {field.label}:{' '}
              <span className="text-muted-foreground">
                {showValue(values[field.name], field, currency)} →
              </span>{' '}
              <span className="font-medium">{showValue(now[field.name], field, currency)}</span>
            </li>
          ))}
        </ul>
      ) : null}
      <ReasonField hint="Kept in the audit log." value={reason} onChange={setReason} />
      <FormEnd
        problem={sumUp(
          problem,
          fields.map(({ name }) => name),
        )}
        missing={!isChanged && UNCHANGED}
        isRunning={isSaving}
      >
        {isNew ? 'Add' : 'Save'}
      </FormEnd>
    </CheckedForm>
  )
}
