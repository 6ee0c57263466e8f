import { Input } from '@/components/ui/input'
import { CheckedField } from './checked-form'

/** Whether `typed` is the text, in large letters or small. */
export const isTyped = (typed: string, text: string) => typed.trim().toLowerCase() === text.toLowerCase()

type TypedConfirmationProps = {
  /** What is to be typed. */
  text: string
  value: string
  onChange: (value: string) => void
}

/** Has somebody type a text, in a CheckedForm, before something that can't be taken back. */
export function TypedConfirmation({ text, value, onChange }: TypedConfirmationProps) {
  return (
    <CheckedField
      missing={!isTyped(value, text) && 'Type it as it stands above.'}
      label={
        // One piece, as the pieces of a label stand side by side.
        <span className="text-balance leading-snug">
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
    </CheckedField>
  )
}
