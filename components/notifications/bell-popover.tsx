'use client'

import { type ComponentProps, useState } from 'react'
import { Popover, PopoverContent, PopoverTrigger } from '@/components/ui/popover'
import { BellButton } from './bell-button'
import { BellPanel } from './bell-panel'

/** The bell with its panel, open from the start: its code is loaded when somebody first reaches for it. */
export default function BellPopover(props: Omit<ComponentProps<typeof BellPanel>, 'onLeave'>) {
  const [isOpen, setIsOpen] = useState(true)
  return (
    <Popover open={isOpen} onOpenChange={setIsOpen}>
      <PopoverTrigger asChild>
        <BellButton unread={props.unread} />
      </PopoverTrigger>
      <PopoverContent aria-label="Notifications">
        <BellPanel {...props} onLeave={() => setIsOpen(false)} />
      </PopoverContent>
    </Popover>
  )
}
