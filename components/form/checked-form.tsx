import {
  type ComponentProps,
  createContext,
  type FormEvent,
  type ReactNode,
  useContext,
  useState,
} from 'react'
import { flushSync } from 'react-dom'
import { Field } from '@/components/ui/field'
import { cn } from '@/lib/cn'

const IsTried = createContext(false)

/** Whether somebody has tried to send the form around before it was ready. */
export const useIsTried = () => useContext(IsTried)

type CheckedFormProps = {
  /** Nothing is missing. While something is, a CheckedField or the FormEnd must say what. */
  isReady: boolean
  onSubmit: () => void
  className?: string
  children: ReactNode
}

/** A form that can be sent at any time: one that is not ready says what is missing, and goes to the first of it. */
export function CheckedForm({ isReady, onSubmit, className, children }: CheckedFormProps) {
  const [isTried, setIsTried] = useState(false)

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    const form = event.currentTarget
    // Drawn at once, so that what it marks can take the focus.
    flushSync(() => setIsTried(!isReady))
    if (isReady) onSubmit()
    else form.querySelector<HTMLElement>('[aria-invalid=true]')?.focus()
  }
  return (
    <form noValidate className={cn('grid gap-5', className)} onSubmit={submit}>
      <IsTried value={isTried}>{children}</IsTried>
    </form>
  )
}

type CheckedFieldProps = Omit<ComponentProps<typeof Field>, 'error'> & {
  /** What is wrong with what is written. */
  error?: string
  /** What is still to be written, said when the form was sent without. */
  missing?: string | false
}

/** A field of a CheckedForm. */
export function CheckedField({ error, missing, ...props }: CheckedFieldProps) {
  const isTried = useIsTried()
  return <Field {...props} error={error || (isTried && missing) || undefined} />
}
