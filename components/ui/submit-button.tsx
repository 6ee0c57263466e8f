'use client'

import type { ComponentProps } from 'react'
import { useFormStatus } from 'react-dom'
import { Button } from './button'

/** The submit button of the form around it; pending while that form's action runs. */
export function SubmitButton({ pending, ...props }: ComponentProps<typeof Button>) {
  const status = useFormStatus()
  return <Button type="submit" pending={pending || status.pending} {...props} />
}
