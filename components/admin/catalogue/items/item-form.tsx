'use client'

import { type ReactNode, useState } from 'react'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { FormEnd } from '../../form/form-end'
import { ReasonField } from '../../form/reason-field'
import { SwitchGroup, SwitchRow } from '../../form/switch-row'
import { WindowForm } from '../../form/window-form'
import type { Saving } from '../use-save'
import { type FormField, readText, showValue, toText, type Value } from './form-fields'

type Item = { id: string; currency: string; version: string }

type ItemFormProps = {
  item: Item
  /** What the fields say before anything is changed. */
  values: Record<string, Value>
  fields: FormField[]
  /** Where an edit is sent. */
  path: string
  /** Whom it concerns; gets what the fields say now. */
  impact: (values: Record<string, Value | undefined>) => ReactNode
  saving: Saving
  /** Adds one: every field must be filled in. */
  isNew?: boolean
  /** What else is sent, and its controls. `body` is null while they say what can't be taken. */
  more?: { body: object | null; isChanged: boolean; controls: ReactNode }
}

/** Changes a package or a plan: what it says, what changes, whom that concerns, and why. */
export function ItemForm({ item, values, fields, path, impact, saving, isNew = false, more }: ItemFormProps) {
  const { id, currency, version } = item
  const [texts, setTexts] = useState(() =>
    Object.fromEntries(fields.map(({ name, kind }) => [name, toText(values[name] ?? null, kind, currency)])),
  )
  const [reason, setReason] = useState('')
  const { isSaving, problem, save } = saving
  const set = (name: string) => (text: string) => setTexts((all) => ({ ...all, [name]: text }))

  const now = Object.fromEntries(
    fields.map((field) => [field.name, readText(texts[field.name] ?? '', field, currency)]),
  )
  const switches = fields.filter(({ kind }) => kind === 'switch')
  const changes = fields.filter(({ name }) => now[name] !== values[name])
  const isReady =
    (changes.length > 0 || more?.isChanged === true) &&
    reason.trim() !== '' &&
    more?.body !== null &&
    (isNew ? fields : changes).every(({ name }) => now[name] !== undefined)

  function submit() {
    const body = { id, version, ...values, ...now, ...more?.body, reason: reason.trim() }
    if (isReady) save(path, body, isNew ? 'Added' : 'Saved')
  }

  return (
    <WindowForm className="gap-4" onSubmit={submit}>
      {/* Of an odd number the first takes a line of its own. */}
      <div className="grid gap-4 sm:grid-cols-2 sm:[&>:first-child:nth-last-child(odd)]:col-span-2">
        {fields
          .filter(({ kind }) => kind !== 'switch')
          .map(({ name, label, kind, hint }) => (
            <Field
              key={name}
              label={label}
              hint={hint}
              error={
                now[name] === undefined && !(isNew && texts[name] === '') ? 'This can’t be taken.' : undefined
              }
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
            </Field>
          ))}
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
      <ReasonField hint="Kept in the admin log." value={reason} onChange={setReason} />
      <FormEnd problem={problem} problemTitle="Not saved" isRunning={isSaving} isReady={isReady}>
        {isNew ? 'Add' : 'Save'}
      </FormEnd>
    </WindowForm>
  )
}
