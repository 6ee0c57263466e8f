'use client'

import { Monitor, Moon, Sun } from 'lucide-react'
import { useSyncExternalStore } from 'react'
import {
  DropdownMenuLabel,
  DropdownMenuRadioGroup,
  DropdownMenuRadioItem,
} from '@/components/ui/dropdown-menu'
import { readTheme, setTheme, subscribeTheme, type Theme } from './theme-store'

const CHOICES = [
  { value: 'light', label: 'Light', Icon: Sun },
  { value: 'dark', label: 'Dark', Icon: Moon },
  { value: 'system', label: 'System', Icon: Monitor },
] as const

/** The theme choices as a group inside a `DropdownMenuContent`; the menu stays open while people compare. */
export function ThemeMenu() {
  const theme = useSyncExternalStore<Theme>(subscribeTheme, readTheme, () => 'system')
  return (
    <DropdownMenuRadioGroup value={theme}>
      <DropdownMenuLabel>Theme</DropdownMenuLabel>
      {CHOICES.map(({ value, label, Icon }) => (
        <DropdownMenuRadioItem
          key={value}
          value={value}
          onSelect={(event) => {
            event.preventDefault()
            setTheme(value)
          }}
        >
          <Icon aria-hidden />
          {label}
        </DropdownMenuRadioItem>
      ))}
    </DropdownMenuRadioGroup>
  )
}
