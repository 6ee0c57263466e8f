/** What a person chose; `system` follows the device. */
export type Theme = 'light' | 'dark' | 'system'

const STORAGE_KEY = 'theme'
const DARK_QUERY = '(prefers-color-scheme: dark)'

/**
 * Runs in `<head>` before the first paint, so a stored choice never flashes. A constant: a Content Security
 * Policy can allow it by its hash.
 */
export const THEME_SCRIPT = `(function(){var t=null;try{t=localStorage.getItem('${STORAGE_KEY}')}catch(e){}document.documentElement.classList.toggle('dark',t==='dark'||(t!=='light'&&matchMedia('${DARK_QUERY}').matches))})()`

const listeners = new Set<() => void>()
let chosen: Theme | undefined

function readStored(): Theme {
  try {
    const stored = localStorage.getItem(STORAGE_KEY)
    return stored === 'light' || stored === 'dark' ? stored : 'system'
  } catch {
    return 'system'
  }
}

/** The current choice. Only callable in a browser. */
export function readTheme(): Theme {
  chosen ??= readStored()
  return chosen
}

/** Puts the current choice on `<html>`. Safe to call at any time. */
export function applyTheme(): void {
  const theme = readTheme()
  const dark = theme === 'dark' || (theme === 'system' && matchMedia(DARK_QUERY).matches)
  const root = document.documentElement
  if (root.classList.contains('dark') === dark) return
  root.classList.add('theme-changing')
  root.classList.toggle('dark', dark)
  requestAnimationFrame(() => requestAnimationFrame(() => root.classList.remove('theme-changing')))
}

function publish(theme: Theme): void {
  chosen = theme
  applyTheme()
  for (const listener of listeners) listener()
}

/** Stores the choice (when storage is allowed), applies it and tells every switch on the page. */
export function setTheme(theme: Theme): void {
  try {
    if (theme === 'system') localStorage.removeItem(STORAGE_KEY)
    else localStorage.setItem(STORAGE_KEY, theme)
  } catch {
    // Storage is blocked: the choice lasts as long as the page.
  }
  publish(theme)
}

/** Calls back when the choice changes here or in another tab. Returns the unsubscribe function. */
export function subscribeTheme(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** Follows the device and other tabs for as long as the returned function is not called. */
export function watchTheme(): () => void {
  const onStorage = (event: StorageEvent) => {
    if (event.key === STORAGE_KEY || event.key === null) publish(readStored())
  }
  const device = matchMedia(DARK_QUERY)
  window.addEventListener('storage', onStorage)
  device.addEventListener('change', applyTheme)
  return () => {
    window.removeEventListener('storage', onStorage)
    device.removeEventListener('change', applyTheme)
  }
}
