import { CircleAlert } from 'lucide-react'
import { type ReactNode, useId } from 'react'
import { cn } from '@/lib/cn'
import { Label } from './label'

/** What a control needs to belong to its field; spread it on the control. */
type FieldControl = {
  id: string
  'aria-describedby': string | undefined
  'aria-invalid': true | undefined
}

type FieldProps = {
  label: ReactNode
  /** Help that stays visible. */
  hint?: ReactNode
  /** What is wrong with the value; announced when it appears. Several messages show as one line each. */
  error?: string | readonly string[]
  /** Beside the label, right-aligned: a "Forgot password?" link, a counter. */
  aside?: ReactNode
  className?: string
  children: (control: FieldControl) => ReactNode
}

/** Label, control, hint and error, wired together for assistive technology. */
export function Field({ label, hint, error, aside, className, children }: FieldProps) {
  const id = useId()
  const errors = typeof error === 'string' ? [error] : (error ?? [])
  const invalid = errors.length > 0
  const describedBy = [hint ? `${id}-hint` : '', invalid ? `${id}-error` : ''].filter(Boolean).join(' ')
  return (
    <div data-slot="field" className={cn('grid gap-2', className)}>
      <div className="flex min-h-4 items-baseline justify-between gap-4">
        <Label htmlFor={id}>{label}</Label>
        {aside ? <span className="text-muted-foreground text-sm leading-none">{aside}</span> : null}
      </div>
      {children({
        id,
        'aria-describedby': describedBy || undefined,
        'aria-invalid': invalid || undefined,
      })}
      {hint ? (
        <p id={`${id}-hint`} data-slot="field-hint" className="text-muted-foreground text-sm">
          {hint}
        </p>
      ) : null}
      <div aria-live="polite" className="contents">
        {invalid ? (
          <div
            id={`${id}-error`}
            data-slot="field-error"
            className="flex gap-1.5 text-destructive text-sm leading-5"
          >
            <CircleAlert aria-hidden className="mt-0.5 size-4 shrink-0" />
            <span className="grid gap-0.5">
              {errors.map((message) => (
                <span key={message}>{message}</span>
              ))}
            </span>
          </div>
        ) : null}
      </div>
    </div>
  )
}
