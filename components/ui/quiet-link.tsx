'use client'

import Link from 'next/link'
import { type ComponentProps, useSyncExternalStore } from 'react'

const SIGNS = ['pointermove', 'pointerdown', 'keydown', 'scroll'] as const
let isSomebodyThere = false

/** Calls `onSign` with the first thing that somebody does on the page. */
function awaitSign(onSign: () => void): () => void {
  if (isSomebodyThere) return () => undefined
  const stop = () => {
    for (const sign of SIGNS) window.removeEventListener(sign, notice)
  }
  const notice = () => {
    isSomebodyThere = true
    stop()
    onSign()
  }
  for (const sign of SIGNS) window.addEventListener(sign, notice, { passive: true })
  return stop
}

/**
 * For the links of the menus and of the dashboard, of which there are many: they are prefetched when somebody first moves, touches,
 * types or scrolls, and leave a phone that is still starting the page alone.
 */
export function QuietLink({ prefetch, ...props }: ComponentProps<typeof Link>) {
  const isPrefetched = useSyncExternalStore(
    awaitSign,
    () => isSomebodyThere,
    () => false,
  )
  return <Link prefetch={isPrefetched ? prefetch : false} {...props} />
}
