import { CheckedField } from '@/components/form/checked-form'
import { Textarea } from '@/components/ui/textarea'

type ReasonFieldProps = {
  /** Who will read it. */
  hint: string
  value: string
  onChange: (reason: string) => void
}

/** Why an admin does something. Nothing is done without. */
export function ReasonField({ hint, value, onChange }: ReasonFieldProps) {
  return (
    <CheckedField label="Reason" hint={hint} missing={value.trim() === '' && 'Say why.'}>
      {(control) => (
        <Textarea
          {...control}
          required
          maxLength={500}
          className="min-h-16"
          value={value}
          onChange={(event) => onChange(event.target.value)}
        />
      )}
    </CheckedField>
  )
}
