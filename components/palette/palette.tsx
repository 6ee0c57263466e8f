'use client'

import { LogOut, Monitor, Moon, Sun } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { setTheme, type Theme } from '@/components/theme/theme-store'
import {
  CommandDialog,
  CommandEmpty,
  CommandGroup,
  CommandInput,
  CommandItem,
  CommandList,
} from '@/components/ui/command'
import { PALETTE_ADMIN_PAGES, PALETTE_PAGES, type PaletteEntry } from './entries'

const THEMES = [
  { value: 'light', label: 'Light theme', Icon: Sun },
  { value: 'dark', label: 'Dark theme', Icon: Moon },
  { value: 'system', label: 'System theme', Icon: Monitor },
] as const

type PaletteProps = {
  open: boolean
  onOpenChange: (open: boolean) => void
  isAdmin: boolean
  onSignOut: () => void
}

/** Everything there is to go to and to switch, to be found by typing. Loaded when it is first opened. */
export default function Palette({ open, onOpenChange, isAdmin, onSignOut }: PaletteProps) {
  const router = useRouter()
  const groups = isAdmin
    ? [...PALETTE_PAGES, { heading: 'Administration', entries: PALETTE_ADMIN_PAGES }]
    : PALETTE_PAGES

  function go({ href }: PaletteEntry) {
    onOpenChange(false)
    router.push(href)
  }
  function choose(theme: Theme) {
    onOpenChange(false)
    setTheme(theme)
  }

  return (
    <CommandDialog
      open={open}
      onOpenChange={onOpenChange}
      title="Command palette"
      description="Type to find a page or a command; arrow keys move, Enter chooses."
    >
      <CommandInput placeholder="Where to, or what to do?" />
      <CommandList label="Commands">
        <CommandEmpty>Nothing of that name.</CommandEmpty>
        {groups.map(({ heading, entries }) => (
          <CommandGroup key={heading} heading={heading}>
            {entries.map((entry) => (
              <CommandItem
                key={entry.href}
                value={entry.label}
                keywords={entry.words}
                onSelect={() => go(entry)}
              >
                <entry.Icon aria-hidden />
                {entry.label}
              </CommandItem>
            ))}
          </CommandGroup>
        ))}
        <CommandGroup heading="Commands">
          {THEMES.map(({ value, label, Icon }) => (
            <CommandItem key={value} value={label} keywords={['appearance']} onSelect={() => choose(value)}>
              <Icon aria-hidden />
              {label}
            </CommandItem>
          ))}
          <CommandItem value="Sign out" keywords={['log out', 'leave']} onSelect={onSignOut}>
            <LogOut aria-hidden />
            Sign out
          </CommandItem>
        </CommandGroup>
      </CommandList>
    </CommandDialog>
  )
}
