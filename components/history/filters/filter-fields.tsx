'use client'

import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { NativeSelect } from '@/components/ui/native-select'
import { useDraft } from '@/components/ui/use-draft'
import { useEarlyEntry } from '@/components/ui/use-early-entry'

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
  const choose = (chosen: string) => onChange(options.find(([option]) => option === chosen)?.[0])
  const ref = useEarlyEntry<HTMLSelectElement>(value ?? '', (control) => choose(control.value))
  return (
    <Field label={label}>
      {(control) => (
        <NativeSelect
          {...control}
          ref={ref}
          name={name}
          value={value ?? ''}
          onChange={({ target }) => choose(target.value)}
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
  const enter = (entered: string) => {
    setDraft(entered)
    onChange(entered)
  }
  const ref = useEarlyEntry<HTMLInputElement>(day, (control) => enter(control.value))
  return (
    <Field label={label}>
      {(control) => (
        <Input
          {...control}
          ref={ref}
          type="date"
          name={name}
          value={draft}
          min={min || undefined}
          max={max || undefined}
          onChange={({ target }) => enter(target.value)}
        />
      )}
    </Field>
  )
}
