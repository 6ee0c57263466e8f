'use client'

import { useLayoutEffect } from 'react'
import { applyTheme, watchTheme } from './theme-store'

/** Keeps `<html>` on the chosen theme after hydration: device changes, other tabs, development remounts. */
export function ThemeSync() {
  useLayoutEffect(() => {
    applyTheme()
    return watchTheme()
  }, [])
  return null
}
