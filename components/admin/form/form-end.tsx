import type { ReactNode } from 'react'
import { Alert } from '@/components/ui/alert'
import { Button } from '@/components/ui/button'
import { DialogClose } from '@/components/ui/dialog'

type FormEndProps = {
  /** What went wrong with the last try, under its title. */
  problem: string | null
  problemTitle: string
  isRunning: boolean
  isReady: boolean
  isDestructive?: boolean
  /** What sending the form does. */
  children: ReactNode
}

/** The end of a form in a window: what went wrong, the way out and the button that does it. */
export function FormEnd({
  problem,
  problemTitle,
  isRunning,
  isReady,
  isDestructive = false,
  children,
}: FormEndProps) {
  return (
    <>
      {problem ? (
        <Alert variant="destructive" title={problemTitle}>
          {problem}
        </Alert>
      ) : null}
      <div className="flex justify-end gap-2">
        <DialogClose asChild>
          {/* Not `disabled`, as in Button. */}
          <Button variant="ghost" aria-disabled={isRunning || undefined}>
            Cancel
          </Button>
        </DialogClose>
        <Button
          type="submit"
          variant={isDestructive ? 'destructive' : 'default'}
          pending={isRunning}
          disabled={!isReady}
        >
          {children}
        </Button>
      </div>
    </>
  )
}
