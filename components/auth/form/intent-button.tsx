'use client'

import type { ComponentProps } from 'react'
import { useFormStatus } from 'react-dom'
import { Button } from '@/components/ui/button'

type IntentButtonProps = Omit<ComponentProps<typeof Button>, 'type' | 'name' | 'value' | 'pending'> & {
  /** Sent as `intent`; the form's main button has none. */
  intent?: string
}

/** One of several submit buttons of a form: it alone turns its spinner, the others wait. */
export function IntentButton({ intent, disabled, ...props }: IntentButtonProps) {
  const { pending, data } = useFormStatus()
  const isMine = pending && (data?.get('intent') ?? null) === (intent ?? null)
  return (
    <Button
      type="submit"
      {...(intent ? { name: 'intent', value: intent } : {})}
      pending={isMine}
      disabled={disabled || pending}
      {...props}
    />
  )
}
