'use client'

import { useId, useSyncExternalStore } from 'react'
import { MonitorIcon, MoonIcon, SunIcon } from '@/components/brand/icons'
import { readTheme, setTheme, subscribeTheme, type Theme } from './theme-store'

const CHOICES = [
  { value: 'light', label: 'Light', Icon: SunIcon },
  { value: 'system', label: 'System', Icon: MonitorIcon },
  { value: 'dark', label: 'Dark', Icon: MoonIcon },
] as const

/** Light, system or dark, as three radio buttons: one tab stop, arrow keys move. */
export function ThemeSwitch() {
  const name = useId()
  const theme = useSyncExternalStore<Theme | null>(subscribeTheme, readTheme, () => null)
  return (
    <fieldset data-slot="theme-switch" className="inline-flex w-fit rounded-full border bg-background p-0.5">
      <legend className="sr-only">Theme</legend>
      {CHOICES.map(({ value, label, Icon }) => (
        <label
          key={value}
          title={label}
          className="relative inline-flex size-7 cursor-pointer items-center justify-center rounded-full text-muted-foreground transition-colors hover:text-foreground has-checked:bg-secondary has-checked:text-foreground has-focus-visible:outline-2 has-focus-visible:outline-ring has-focus-visible:outline-offset-2"
        >
          <input
            type="radio"
            name={name}
            value={value}
            checked={theme === value}
            onChange={() => setTheme(value)}
            className="absolute inset-0 cursor-pointer appearance-none rounded-full outline-none"
          />
          <Icon className="pointer-events-none size-3.5" />
          <span className="sr-only">{label}</span>
        </label>
      ))}
    </fieldset>
  )
}
