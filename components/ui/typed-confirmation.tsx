import { Field } from './field'
import { Input } from './input'

type TypedConfirmationProps = {
  /** What is to be typed, to the letter. */
  text: string
  value: string
  /** What is wrong with what was typed. */
  error?: string
  onChange: (value: string) => void
}

/** Has somebody type a text before something that can't be taken back. */
export function TypedConfirmation({ text, value, error, onChange }: TypedConfirmationProps) {
  return (
    <Field
      error={error}
      label={
        // One piece, as the pieces of a label stand side by side.
        <span className="leading-snug">
          Type <strong className="wrap-anywhere">{text}</strong> to confirm
        </span>
      }
    >
      {(control) => (
        <Input
          {...control}
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          value={value}
          onChange={(event) => onChange(event.target.value)}
        />
      )}
    </Field>
  )
}
