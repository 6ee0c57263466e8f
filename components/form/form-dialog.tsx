import { type ComponentProps, type ReactNode, useRef, useState } from 'react'
import { Dialog, DialogContent, DialogTrigger } from '@/components/ui/dialog'
import { HoldWindow } from './hold-window'

type FormDialogProps = Omit<ComponentProps<typeof DialogContent>, 'children'> & {
  /** The button that opens it. */
  trigger: ReactNode
  /** The form; closes the window once its work is done. */
  children: (close: () => void) => ReactNode
}

/** A window with a form. Nothing else closes it while the form's work is under way: how that ends is told there. */
export function FormDialog({ trigger, children, ...content }: FormDialogProps) {
  const [isOpen, setIsOpen] = useState(false)
  const isHeld = useRef(false)

  function hold(isRunning: boolean) {
    isHeld.current = isRunning
  }
  function change(open: boolean) {
    if (!isHeld.current) setIsOpen(open)
  }
  return (
    <Dialog open={isOpen} onOpenChange={change}>
      <DialogTrigger asChild>{trigger}</DialogTrigger>
      <DialogContent {...content}>
        <HoldWindow value={hold}>{children(() => setIsOpen(false))}</HoldWindow>
      </DialogContent>
    </Dialog>
  )
}
