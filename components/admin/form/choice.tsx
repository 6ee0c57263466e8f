import type { ReactNode } from 'react'

type ChoiceProps<Value extends string> = {
  legend: string
  name: string
  value: Value
  options: readonly (readonly [value: Value, label: ReactNode])[]
  onChange: (value: Value) => void
}

/** One of a few, all of them in sight. */
export function Choice<Value extends string>({ legend, name, value, options, onChange }: ChoiceProps<Value>) {
  return (
    <fieldset className="grid gap-2.5 text-sm">
      <legend className="mb-2.5 font-medium">{legend}</legend>
      {options.map(([key, label]) => (
        <label key={key} className="flex items-center gap-2.5">
          <input
            type="radio"
            name={name}
            className="size-4 accent-brand"
            checked={value === key}
            onChange={() => onChange(key)}
          />
          <span>{label}</span>
        </label>
      ))}
    </fieldset>
  )
}
