'use client'

import { type FormEvent, useState } from 'react'
import { Alert } from '@/components/ui/alert'
import { Button } from '@/components/ui/button'
import { Dialog, DialogClose, DialogContent, DialogTrigger } from '@/components/ui/dialog'
import { TypedConfirmation } from '@/components/ui/typed-confirmation'
import { asApiError, postJson } from '@/lib/api-client'

/** Opens the window in which somebody types their address and is gone. */
export function DeleteAccount({ email }: { email: string }) {
  return (
    <Dialog>
      <DialogTrigger asChild>
        <Button variant="destructive" className="justify-self-start">
          Delete account
        </Button>
      </DialogTrigger>
      <DialogContent
        role="alertdialog"
        title="Delete your account for good?"
        description="This can’t be undone, and nobody can bring anything back."
      >
        <DeleteForm email={email} />
      </DialogContent>
    </Dialog>
  )
}

function DeleteForm({ email }: { email: string }) {
  const [typed, setTyped] = useState('')
  const [isAsking, setIsAsking] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)
  const isReady = typed.trim().toLowerCase() === email.toLowerCase()

  async function remove(event: FormEvent) {
    event.preventDefault()
    if (!isReady) return
    setIsAsking(true)
    setProblem(null)
    try {
      await postJson('/api/account/delete', { email: typed })
      // A new document: nothing of the account stays in the memory of this tab.
      window.location.assign('/auth/account-deleted')
    } catch (error) {
      setProblem(asApiError(error).message)
      setIsAsking(false)
    }
  }

  return (
    <form className="grid gap-5" onSubmit={remove}>
      {problem ? (
        <Alert variant="destructive" title="Your account was not deleted">
          {problem}
        </Alert>
      ) : null}
      <TypedConfirmation text={email} value={typed} onChange={setTyped} />
      <div className="flex flex-col-reverse gap-2 sm:flex-row sm:justify-end">
        <DialogClose asChild>
          <Button variant="outline">Keep my account</Button>
        </DialogClose>
        <Button type="submit" variant="destructive" disabled={!isReady} pending={isAsking}>
          Delete my account
        </Button>
      </div>
    </form>
  )
}
