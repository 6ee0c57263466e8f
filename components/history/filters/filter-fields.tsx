'use client'

import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { NativeSelect } from '@/components/ui/native-select'
import { useDraft } from '@/components/ui/use-draft'

type ChoiceProps<Value extends string> = {
  label: string
  name: string
  value: Value | undefined
  /** What choosing nothing is called. */
  all: string
  options: [value: Value, label: string][]
  onChange: (value: Value | undefined) => void
}

export function Choice<Value extends string>({
  label,
  name,
  value,
  all,
  options,
  onChange,
}: ChoiceProps<Value>) {
  return (
    <Field label={label}>
      {(control) => (
        <NativeSelect
          {...control}
          name={name}
          value={value ?? ''}
          onChange={({ target }) => onChange(options.find(([option]) => option === target.value)?.[0])}
        >
          <option value="">{all}</option>
          {options.map(([option, text]) => (
            <option key={option} value={option}>
              {text}
            </option>
          ))}
        </NativeSelect>
      )}
    </Field>
  )
}

type DayFieldProps = {
  label: string
  name: string
  /** yyyy-mm-dd, or nothing */
  day: string
  min?: string
  max?: string
  onChange: (day: string) => void
}

export function DayField({ label, name, day, min, max, onChange }: DayFieldProps) {
  const [draft, setDraft] = useDraft(day)
  return (
    <Field label={label}>
      {(control) => (
        <Input
          {...control}
          type="date"
          name={name}
          value={draft}
          min={min || undefined}
          max={max || undefined}
          onChange={({ target }) => {
            setDraft(target.value)
            onChange(target.value)
          }}
        />
      )}
    </Field>
  )
}
