'use client'

import { useState } from 'react'
import { CheckedForm } from '@/components/form/checked-form'
import { FormDialog } from '@/components/form/form-dialog'
import { FormEnd, type Refusal } from '@/components/form/form-end'
import { isTyped, TypedConfirmation } from '@/components/form/typed-confirmation'
import { useOneAtATime } from '@/components/form/use-one-at-a-time'
import { Button } from '@/components/ui/button'
import { asApiError, postJson } from '@/lib/api-client'

/** Opens the window in which somebody types their address and is gone. */
export function DeleteAccount({ email }: { email: string }) {
  return (
    <FormDialog
      role="alertdialog"
      title="Delete your account for good?"
      description="This can’t be undone, not even by us."
      trigger={
        <Button variant="destructive" className="justify-self-start">
          Delete account
        </Button>
      }
    >
      {() => <DeleteForm email={email} />}
    </FormDialog>
  )
}

function DeleteForm({ email }: { email: string }) {
  const [typed, setTyped] = useState('')
  const [problem, setProblem] = useState<Refusal | null>(null)

  const { isRunning, run: remove } = useOneAtATime(async () => {
    setProblem(null)
    try {
      await postJson('/api/account/delete', { email: typed })
      // A new document: nothing of the account stays in the memory of this tab.
      window.location.assign('/auth/account-deleted')
      // Until this page is gone there is nothing to click any more.
      await new Promise(() => undefined)
    } catch (error) {
      const { code, message: text } = asApiError(error)
      const title =
        code === 'offline'
          ? 'It is not known whether your account was deleted'
          : 'Your account was not deleted'
      setProblem({ title, text })
    }
  })

  return (
    <CheckedForm isReady={isTyped(typed, email)} onSubmit={remove}>
      <TypedConfirmation text={email} value={typed} onChange={setTyped} />
      <FormEnd problem={problem} isRunning={isRunning} isDestructive dismiss="Keep my account">
        Delete my account
      </FormEnd>
    </CheckedForm>
  )
}
