'use client'

import { AlertDialog as Primitive } from 'radix-ui'
import { type ReactNode, useState } from 'react'
import { Alert } from './alert'
import { Button } from './button'

type ConfirmDialogProps = {
  /** The button that asks. */
  trigger: ReactNode
  title: string
  /** What happens, and whether it can be undone. */
  description: ReactNode
  /** The label of the button that does it. */
  action: string
  /** Does it, while the dialog waits. What it throws is shown there, and can be tried again. */
  onConfirm: () => Promise<void>
}

/** Asks before something is done that can't be undone. */
export function ConfirmDialog({ trigger, title, description, action, onConfirm }: ConfirmDialogProps) {
  const [isOpen, setOpen] = useState(false)
  const [isPending, setPending] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)

  function change(open: boolean) {
    // What has begun is seen through.
    if (isPending) return
    setProblem(null)
    setOpen(open)
  }

  async function confirm() {
    setPending(true)
    setProblem(null)
    try {
      await onConfirm()
      setOpen(false)
    } catch (error) {
      setProblem(error instanceof Error ? error.message : 'Something went wrong.')
    }
    setPending(false)
  }

  return (
    <Primitive.Root open={isOpen} onOpenChange={change}>
      <Primitive.Trigger asChild>{trigger}</Primitive.Trigger>
      <Primitive.Portal>
        <Primitive.Overlay className="data-[state=closed]:fade-out-0 data-[state=open]:fade-in-0 fixed inset-0 z-50 bg-black/45 data-[state=closed]:animate-out data-[state=open]:animate-in" />
        <Primitive.Content
          data-slot="confirm-dialog"
          className="data-[state=closed]:fade-out-0 data-[state=open]:fade-in-0 data-[state=closed]:zoom-out-97 data-[state=open]:zoom-in-97 fixed top-1/2 left-1/2 z-50 grid w-[calc(100%-2rem)] max-w-md -translate-x-1/2 -translate-y-1/2 gap-4 rounded-xl border bg-popover p-5 text-popover-foreground shadow-lg outline-none data-[state=closed]:animate-out data-[state=open]:animate-in sm:p-6"
        >
          <div className="grid gap-1.5">
            <Primitive.Title className="break-words text-heading">{title}</Primitive.Title>
            <Primitive.Description className="text-muted-foreground text-sm leading-5">
              {description}
            </Primitive.Description>
          </div>
          {problem ? (
            <Alert variant="destructive" title="That did not work">
              {problem}
            </Alert>
          ) : null}
          <div className="flex flex-col-reverse gap-2 sm:flex-row sm:justify-end">
            <Primitive.Cancel asChild>
              <Button variant="outline">Cancel</Button>
            </Primitive.Cancel>
            <Button variant="destructive" pending={isPending} onClick={confirm}>
              {action}
            </Button>
          </div>
        </Primitive.Content>
      </Primitive.Portal>
    </Primitive.Root>
  )
}
