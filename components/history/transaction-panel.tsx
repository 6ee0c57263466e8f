'use client'

import type { Route } from 'next'
import { useRouter } from 'next/navigation'
import { type ReactNode, useState } from 'react'
import { Sheet, SheetContent } from '@/components/ui/sheet'
import { transactionLinkId } from './transaction-link-id'

export type TransactionPanelProps = {
  id: number
  /** The same page without the sheet. */
  closeHref: Route
  children: ReactNode
}

/** What transaction-sheet fetches. */
export default function TransactionPanel({ id, closeHref, children }: TransactionPanelProps) {
  const router = useRouter()
  const [isOpen, setIsOpen] = useState(true)
  return (
    <Sheet
      open={isOpen}
      onOpenChange={() => {
        setIsOpen(false)
        router.replace(closeHref, { scroll: false })
      }}
    >
      <SheetContent
        title={`Transaction ${id}`}
        onCloseAutoFocus={(event) => {
          // Nothing opened the sheet but the address.
          event.preventDefault()
          document.getElementById(transactionLinkId(id))?.focus()
        }}
      >
        {children}
      </SheetContent>
    </Sheet>
  )
}
