'use client'

import { LogOut, Monitor, Moon, Search, Sun } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { ADMIN_SECTIONS } from '@/components/admin/admin-nav'
import { listPath } from '@/components/admin/list/list-path'
import { setTheme, type Theme } from '@/components/theme/theme-store'
import {
  CommandDialog,
  CommandEmpty,
  CommandGroup,
  CommandInput,
  CommandItem,
  CommandList,
} from '@/components/ui/command'
import { PALETTE_PAGES, type PaletteEntry } from './entries'

const THEMES = [
  { value: 'light', label: 'Light theme', Icon: Sun },
  { value: 'dark', label: 'Dark theme', Icon: Moon },
  { value: 'system', label: 'System theme', Icon: Monitor },
] as const

/** What admins can go to besides. The pages check for themselves who is asking. */
const ADMIN_PAGES: PaletteEntry[] = ADMIN_SECTIONS.flatMap(({ title, links }) =>
  links.map(({ href, label, icon }) => ({
    href,
    label: `Admin: ${label}`,
    Icon: icon,
    words: [label, title ?? ''],
  })),
)

/** Lists that admins search by what somebody wrote to them: an address, a payment, an id. */
const ADMIN_SEARCHES = [
  ['users', '/admin/users'],
  ['purchases', '/admin/purchases'],
  ['webhooks', '/admin/webhooks'],
] as const

type PaletteProps = {
  open: boolean
  onOpenChange: (open: boolean) => void
  isAdmin: boolean
  onSignOut: () => void
}

/** Every word that was typed begins a word of the name (best) or of what else it goes by. */
function match(name: string, typed: string, others: string[] = []): number {
  const begins = (text: string, word: string) => ` ${text.toLowerCase()}`.includes(` ${word}`)
  const words = typed.toLowerCase().trim().split(/\s+/)
  if (words.every((word) => begins(name, word))) return 1
  return words.every((word) => begins(`${name} ${others.join(' ')}`, word)) ? 0.5 : 0
}

/** Everything there is to go to and to switch, to be found by typing. Loaded when it is first opened. */
export default function Palette({ open, onOpenChange, isAdmin, onSignOut }: PaletteProps) {
  const router = useRouter()
  const [typed, setTyped] = useState('')
  const query = typed.trim()
  const groups = isAdmin
    ? [...PALETTE_PAGES, { heading: 'Administration', entries: ADMIN_PAGES }]
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
      filter={match}
      title="Command palette"
      description="Type to find a page or a command; arrow keys move, Enter chooses."
    >
      <CommandInput placeholder="Search pages and commands" value={typed} onValueChange={setTyped} />
      <CommandList label="Commands">
        <CommandEmpty>No page, tool or setting goes by that name.</CommandEmpty>
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
        {isAdmin && query ? (
          <CommandGroup heading="Search">
            {ADMIN_SEARCHES.map(([what, path]) => (
              <CommandItem
                key={path}
                value={`Search ${what} for “${query}”`}
                keywords={[query]}
                onSelect={() => {
                  onOpenChange(false)
                  router.push(listPath(path, { q: query }))
                }}
              >
                <Search aria-hidden />
                <span className="min-w-0 truncate">
                  Search {what} for “{query}”
                </span>
              </CommandItem>
            ))}
          </CommandGroup>
        ) : null}
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
