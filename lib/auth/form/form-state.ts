export type AuthField = 'name' | 'email' | 'password' | 'current'

/** What a person can ask a mail for. */
export type MailPurpose = 'confirmation' | 'sign-in-link' | 'recovery'

/** What an auth action hands back to its form. Never carries a password. */
export type AuthFormState = {
  /** `form`: to fill in, the first time or again. `inbox`: a mail may be on its way. `done`: nothing left to do here. */
  step: 'form' | 'inbox' | 'done'
  /** What was typed, to fill the form with again. */
  values: { name: string; email: string }
  fieldErrors: Partial<Record<AuthField, string[]>>
  /** What went wrong with the form as a whole, in a sentence or two. */
  problem?: string
  /** The password was right, but the address still waits to be confirmed. */
  isUnconfirmed?: boolean
  /** With `inbox`: what the mail is for, and whether it was asked for once more. */
  purpose?: MailPurpose
  isRepeated?: boolean
}

/** An auth action as `useActionState` calls it. */
export type AuthAction = (previous: AuthFormState, form: FormData) => Promise<AuthFormState>

export const BLANK_FORM: AuthFormState = { step: 'form', values: { name: '', email: '' }, fieldErrors: {} }

const MAX_SHOWN_CHARACTERS = 300

/** The form again, with what was typed (text only, no password) and what is wrong with it. */
export function formAgain(form: FormData, wrong: Partial<AuthFormState>): AuthFormState {
  const read = (name: string) => {
    const value = form.get(name)
    return typeof value === 'string' ? value.slice(0, MAX_SHOWN_CHARACTERS) : ''
  }
  return { step: 'form', values: { name: read('name'), email: read('email') }, fieldErrors: {}, ...wrong }
}
