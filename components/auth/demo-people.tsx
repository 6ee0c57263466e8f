'use client'

import { Alert } from '@/components/ui/alert'
import { SubmitButton } from '@/components/ui/submit-button'
import { type AuthAction, BLANK_FORM } from '@/lib/auth/form/form-state'
import { useAuthAction } from './form/use-auth-action'

type DemoPeopleProps = { people: { email: string; password: string }[]; next: string; action: AuthAction }

/** The people a local stack is seeded with, one click each. */
export function DemoPeople({ people, next, action }: DemoPeopleProps) {
  const [state, formAction] = useAuthAction(action, BLANK_FORM)
  const password = people[0]?.password
  if (!password) return null
  return (
    <section
      aria-labelledby="demo-people"
      className="mt-6 grid gap-3 rounded-xl border border-dashed p-5 sm:p-8"
    >
      <div>
        <h2 id="demo-people" className="font-medium text-sm">
          Local stack: one-click sign-in
        </h2>
        <p className="mt-0.5 text-muted-foreground text-sm">
          Password: <code className="font-mono text-foreground">{password}</code>
        </p>
      </div>
      {state.problem ? <Alert variant="destructive">{state.problem}</Alert> : null}
      <div className="grid gap-2 sm:grid-cols-2">
        {people.map(({ email }) => (
          <form key={email} action={formAction}>
            <input type="hidden" name="email" value={email} />
            <input type="hidden" name="password" value={password} />
            <input type="hidden" name="page" value="/sign-in" />
            <input type="hidden" name="next" value={next} />
            <SubmitButton variant="secondary" className="w-full px-2">
              <span className="truncate">{email}</span>
            </SubmitButton>
          </form>
        ))}
      </div>
    </section>
  )
}
