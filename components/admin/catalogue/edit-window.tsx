'use client'

import { type ReactNode, useState } from 'react'
import { Dialog, DialogContent, DialogTrigger } from '@/components/ui/dialog'
import { type Saving, useSave } from './use-save'

type EditWindowProps = {
  title: string
  description: string
  /** The button that opens it. */
  trigger: ReactNode
  /** The form. */
  children: (saving: Saving) => ReactNode
}

/** The window in which an admin edits a part of the catalogue; closes when it is saved. */
export function EditWindow({ title, description, trigger, children }: EditWindowProps) {
  const [isOpen, setIsOpen] = useState(false)
  const saving = useSave(() => setIsOpen(false))
  return (
    <Dialog
      open={isOpen}
      onOpenChange={(open) => {
        saving.forget()
        setIsOpen(open)
      }}
    >
      <DialogTrigger asChild>{trigger}</DialogTrigger>
      <DialogContent title={title} description={description} className="max-w-lg">
        {children(saving)}
      </DialogContent>
    </Dialog>
  )
}
