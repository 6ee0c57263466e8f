import type { ReactNode } from 'react'
import { Alert } from '@/components/ui/alert'
import { Button } from '@/components/ui/button'
import { DialogClose } from '@/components/ui/dialog'
import { useIsTried } from './checked-form'

type FormEndProps = {
  /** What went wrong with the last try, under its title. */
  problem: string | null
  problemTitle: string
  /** What is missing of the form as a whole, and said when it was sent without. */
  missing?: string | false
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
  problemTitle,
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
        <Alert variant="destructive" title={problemTitle}>
          {said}
        </Alert>
      ) : null}
      <div className="flex justify-end gap-2">
        <DialogClose asChild>
          {/* Not `disabled`, as in Button. */}
          <Button variant="ghost" aria-disabled={isRunning || undefined}>
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
