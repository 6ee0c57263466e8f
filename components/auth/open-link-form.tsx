'use client'

import { useEffect, useRef } from 'react'
import { ActionForm } from '@/components/form/action-form'
import { SubmitButton } from '@/components/ui/submit-button'
import type { MailLink } from '@/lib/auth/form/credentials'

type OpenLinkFormProps = {
  link: MailLink
  next: string
  button: string
  /** Submit without waiting for the click. */
  isAutomatic: boolean
  action: (form: FormData) => Promise<void>
}

/** The button that uses a mail's link up. */
export function OpenLinkForm({ link, next, button, isAutomatic, action }: OpenLinkFormProps) {
  const form = useRef<HTMLFormElement>(null)
  const wasSubmitted = useRef(false)

  useEffect(() => {
    // Once: effects run again when development mounts twice or the page is shown again, and the link works once.
    if (!isAutomatic || wasSubmitted.current) return
    wasSubmitted.current = true
    form.current?.requestSubmit()
  }, [isAutomatic])

  return (
    <ActionForm ref={form} action={action}>
      <input type="hidden" name="token_hash" value={link.token_hash} />
      <input type="hidden" name="type" value={link.type} />
      <input type="hidden" name="next" value={next} />
      <SubmitButton size="lg" className="w-full">
        {button}
      </SubmitButton>
    </ActionForm>
  )
}
