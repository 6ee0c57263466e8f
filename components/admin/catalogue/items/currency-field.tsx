import { Field } from '@/components/ui/field'
import { NativeSelect } from '@/components/ui/native-select'
import { CURRENCIES } from '@/lib/pricing-plans'

type CurrencyFieldProps = { value: string; onChange: (currency: string) => void }

/** What something new is sold in. */
export function CurrencyField({ value, onChange }: CurrencyFieldProps) {
  return (
    <Field label="Currency" hint="Can’t be changed later.">
      {(control) => (
        <NativeSelect {...control} value={value} onChange={({ target }) => onChange(target.value)}>
          {CURRENCIES.map((currency) => (
            <option key={currency}>{currency}</option>
          ))}
        </NativeSelect>
      )}
    </Field>
  )
}
