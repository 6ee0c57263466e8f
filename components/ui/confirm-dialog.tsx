'use client'

import { type ReactNode, useRef, useState } from 'react'
import { asApiError } from '@/lib/api-client'
import { Alert } from './alert'
import { Button } from './button'
import { Dialog, DialogClose, DialogContent, DialogTrigger } from './dialog'

type ConfirmDialogProps = {
  /** The button that asks. */
  trigger: ReactNode
  title: string
  /** What happens, and whether it can be undone. */
  description: ReactNode
  /** The label of the button that does it. */
  action: string
  /** The label of the button that does not, where "Cancel" could be taken for the action. */
  dismiss?: string
  /** Nothing is lost by it: the button does not warn. */
  isHarmless?: boolean
  /** The id of what has the focus once it is done, where the button that asks is gone then. */
  focusAfter?: string
  /** Does it, while the dialog waits. An ApiError that it throws is shown there, and it can be tried again. */
  onConfirm: () => Promise<void>
}

/** Asks before something is done that can't be undone, or reaches somebody else. */
export function ConfirmDialog({
  trigger,
  title,
  description,
  action,
  dismiss = 'Cancel',
  isHarmless = false,
  focusAfter,
  onConfirm,
}: ConfirmDialogProps) {
  const [isOpen, setOpen] = useState(false)
  const [isPending, setPending] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)
  const isDone = useRef(false)

  function change(open: boolean) {
    // What has begun is seen through.
    if (isPending) return
    isDone.current = false
    setProblem(null)
    setOpen(open)
  }

  async function confirm() {
    setPending(true)
    setProblem(null)
    try {
      await onConfirm()
      isDone.current = true
      setOpen(false)
    } catch (error) {
      setProblem(asApiError(error).message)
    } finally {
      setPending(false)
    }
  }

  return (
    <Dialog open={isOpen} onOpenChange={change}>
      <DialogTrigger asChild>{trigger}</DialogTrigger>
      <DialogContent
        role="alertdialog"
        title={title}
        description={description}
        onCloseAutoFocus={(event) => {
          if (!focusAfter || !isDone.current) return
          event.preventDefault()
          document.getElementById(focusAfter)?.focus()
        }}
      >
        {problem ? (
          <Alert variant="destructive" title="That did not work">
            {problem}
          </Alert>
        ) : null}
        <div className="flex flex-col-reverse gap-2 sm:flex-row sm:justify-end">
          <DialogClose asChild>
            <Button variant="outline">{dismiss}</Button>
          </DialogClose>
          <Button variant={isHarmless ? 'default' : 'destructive'} pending={isPending} onClick={confirm}>
            {action}
          </Button>
        </div>
      </DialogContent>
    </Dialog>
  )
}
