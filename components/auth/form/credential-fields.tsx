import type { ReactNode } from 'react'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { PasswordInput } from '@/components/ui/password-input'
import type { AuthFormState } from '@/lib/auth/form/form-state'
import { PASSWORD_MIN_CHARACTERS } from '@/lib/auth/form/password-rule'

type FieldsProps = { state: AuthFormState }

export function NameField({ state }: FieldsProps) {
  return (
    <Field label="Name" aside="Optional" error={state.fieldErrors.name}>
      {(control) => <Input {...control} name="name" autoComplete="name" defaultValue={state.values.name} />}
    </Field>
  )
}

export function EmailField({
  state,
  label = 'Email',
  autoComplete = 'email',
}: FieldsProps & { label?: string; autoComplete?: 'email' | 'username' }) {
  return (
    <Field label={label} error={state.fieldErrors.email}>
      {(control) => (
        <Input
          {...control}
          name="email"
          type="email"
          required
          autoComplete={autoComplete}
          autoCapitalize="none"
          spellCheck={false}
          defaultValue={state.values.email}
        />
      )}
    </Field>
  )
}

export function NewPasswordField({ state, label = 'Password' }: FieldsProps & { label?: string }) {
  return (
    <Field
      label={label}
      hint={state.fieldErrors.password ? undefined : `At least ${PASSWORD_MIN_CHARACTERS} characters.`}
      error={state.fieldErrors.password}
    >
      {(control) => <PasswordInput {...control} name="password" required autoComplete="new-password" />}
    </Field>
  )
}

/** The password that somebody signs in with now, to change it. */
export function CurrentPasswordField({ state, aside }: FieldsProps & { aside: ReactNode }) {
  return (
    <Field label="Current password" aside={aside} error={state.fieldErrors.current}>
      {(control) => <PasswordInput {...control} name="current" required autoComplete="current-password" />}
    </Field>
  )
}

export function PasswordField({ state, aside }: FieldsProps & { aside: ReactNode }) {
  return (
    <Field label="Password" aside={aside} error={state.fieldErrors.password}>
      {(control) => <PasswordInput {...control} name="password" required autoComplete="current-password" />}
    </Field>
  )
}
