'use client'

import type { ReactNode } from 'react'
import { FormDialog } from '@/components/form/form-dialog'
import { type Saving, useSave } from './use-save'

/** The form. */
type Form = (saving: Saving) => ReactNode

type EditWindowProps = {
  title: string
  description: string
  /** The button that opens it. */
  trigger: ReactNode
  children: Form
}

/** The window in which an admin edits a part of the catalogue; closes when it is saved. */
export function EditWindow({ children, ...window }: EditWindowProps) {
  return (
    <FormDialog {...window} className="max-w-lg">
      {(close) => <Edited onDone={close}>{children}</Edited>}
    </FormDialog>
  )
}

function Edited({ onDone, children }: { onDone: () => void; children: Form }) {
  const saving = useSave(onDone)
  return children(saving)
}
