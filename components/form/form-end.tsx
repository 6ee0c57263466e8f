import type { ReactNode } from 'react'
import { Alert } from '@/components/ui/alert'
import { Button } from '@/components/ui/button'
import { DialogClose } from '@/components/ui/dialog'
import { useIsTried } from './checked-form'

/** What a window says when its call failed. */
export type Refusal = { title: string; text: string }

type FormEndProps = {
  /** What went wrong with the last try. */
  problem: Refusal | null
  /** What is missing of the form as a whole, and said when it was sent without. */
  missing?: Refusal | false
  isRunning: boolean
  isDestructive?: boolean
  /** The label of the button that does not, where "Cancel" could be taken for the action. */
  dismiss?: string
  /** What sending the form does. */
  children: ReactNode
}

/** The end of a CheckedForm in a window: what went wrong, the way out and the button that does it. */
export function FormEnd({
  problem,
  missing,
  isRunning,
  isDestructive = false,
  dismiss = 'Cancel',
  children,
}: FormEndProps) {
  const isTried = useIsTried()
  const said = (isTried && missing) || problem
  return (
    <>
      {said ? (
        <Alert variant="destructive" title={said.title}>
          {said.text}
        </Alert>
      ) : null}
      <div className="flex flex-col-reverse gap-2 sm:flex-row sm:justify-end">
        <DialogClose asChild>
          {/* Not `disabled`, as in Button. */}
          <Button variant="outline" aria-disabled={isRunning || undefined}>
            {dismiss}
          </Button>
        </DialogClose>
        <Button type="submit" variant={isDestructive ? 'destructive' : 'default'} pending={isRunning}>
          {children}
        </Button>
      </div>
    </>
  )
}
