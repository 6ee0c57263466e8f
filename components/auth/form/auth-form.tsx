'use client'

import { type ReactNode, useEffect, useRef } from 'react'
import { Alert } from '@/components/ui/alert'
import type { AuthFormState } from '@/lib/auth/form/form-state'

type AuthFormProps = {
  state: AuthFormState
  action: (form: FormData) => void
  /** The page this form stands on, which shows the answer again when there is no JavaScript. */
  page: string
  /** Where to go when all is done; a path on this site. */
  next: string
  /** A button or link that helps out of the problem shown. */
  help?: ReactNode
  children: ReactNode
}

/** The form around every auth page's fields: the problem on top, the first wrong field focused. */
export function AuthForm({ state, action, page, next, help, children }: AuthFormProps) {
  const ref = useRef<HTMLFormElement>(null)

  useEffect(() => {
    if (state.step === 'form') ref.current?.querySelector<HTMLElement>('[aria-invalid=true]')?.focus()
  }, [state])

  useEffect(() => {
    const form = ref.current
    // The router keeps pages that were left in the document; a typed password must not stay in one.
    return () => {
      const passwords = form?.querySelectorAll<HTMLInputElement>('[name=password], [name=current]')
      for (const password of passwords ?? []) password.value = ''
    }
  }, [])

  return (
    <form
      ref={ref}
      action={action}
      // React empties a form once its action has answered: passwords would have to be typed again for another field's mistake.
      onReset={(event) => {
        if (state.step === 'form') event.preventDefault()
      }}
      noValidate
      className="grid gap-5"
    >
      <input type="hidden" name="page" value={page} />
      <input type="hidden" name="next" value={next} />
      {state.problem ? (
        <Alert variant={state.isUnconfirmed ? 'warning' : 'destructive'} action={help}>
          {state.problem}
        </Alert>
      ) : null}
      {children}
    </form>
  )
}
