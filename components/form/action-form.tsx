'use client'

import { type ComponentProps, useState } from 'react'
import { Alert } from '@/components/ui/alert'
import { guardAction } from './guard-action'

type ActionFormProps = Omit<ComponentProps<'form'>, 'action' | 'onSubmit'> & {
  action: (form: FormData) => Promise<void>
}

/** The form of a server action that answers with a page. When no answer comes it says so. */
export function ActionForm({ action, children, ...props }: ActionFormProps) {
  const [problem, setProblem] = useState<string | null>(null)
  return (
    <form
      className="grid gap-3"
      {...props}
      action={guardAction(action, setProblem)}
      onSubmit={() => setProblem(null)}
    >
      {problem ? <Alert variant="destructive">{problem}</Alert> : null}
      {children}
    </form>
  )
}
