'use client'

import { Search } from 'lucide-react'
import { lazy, Suspense, useEffect, useRef, useState, useSyncExternalStore } from 'react'

const loadPalette = () => import('./palette')
const Palette = lazy(loadPalette)

const subscribe = () => () => undefined
const readShortcut = () => (/Mac|iPhone|iPad/.test(navigator.platform) ? '⌘K' : 'Ctrl K')

/** Opens the command palette, as Ctrl-K and Cmd-K do on every page. Its code is loaded with the first use. */
export function PaletteButton({ isAdmin }: { isAdmin: boolean }) {
  const [isOpen, setIsOpen] = useState(false)
  const [wasOpened, setWasOpened] = useState(false)
  const signOutForm = useRef<HTMLFormElement>(null)
  const shortcut = useSyncExternalStore(subscribe, readShortcut, () => null)

  function change(open: boolean) {
    if (open) setWasOpened(true)
    setIsOpen(open)
  }

  useEffect(() => {
    function onKeyDown(event: KeyboardEvent) {
      if (event.key.toLowerCase() !== 'k' || !(event.ctrlKey || event.metaKey) || event.altKey) return
      event.preventDefault()
      setWasOpened(true)
      setIsOpen((open) => !open)
    }
    document.addEventListener('keydown', onKeyDown)
    return () => document.removeEventListener('keydown', onKeyDown)
  }, [])

  return (
    <>
      <button
        type="button"
        aria-label="Search and commands"
        aria-keyshortcuts="Control+K Meta+K"
        aria-haspopup="dialog"
        onClick={() => change(true)}
        onPointerEnter={loadPalette}
        onFocus={loadPalette}
        className="inline-flex h-9 min-w-9 items-center justify-center gap-2 rounded-full text-muted-foreground text-sm transition-colors hover:bg-accent hover:text-foreground md:border md:bg-card md:pr-1.5 md:pl-3 md:shadow-xs"
      >
        <Search aria-hidden className="size-4" />
        <kbd
          aria-hidden
          className="hidden min-w-13 rounded-full bg-muted px-2 py-0.5 text-center font-sans text-xs leading-5 md:inline-block"
        >
          {shortcut ?? '\u00a0'}
        </kbd>
      </button>
      {wasOpened ? (
        <Suspense fallback={null}>
          <Palette
            open={isOpen}
            onOpenChange={change}
            isAdmin={isAdmin}
            onSignOut={() => signOutForm.current?.requestSubmit()}
          />
        </Suspense>
      ) : null}
      {/* A full page load, as from the account menu. */}
      <form ref={signOutForm} method="post" action="/auth/sign-out" className="hidden" />
    </>
  )
}
