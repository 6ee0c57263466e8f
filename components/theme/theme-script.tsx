import { THEME_SCRIPT } from './theme-store'

/**
 * Sets the theme while the document is parsed; goes into `<head>`. Where a browser renders it (an error page that
 * replaces the document) it is inert text: scripts made that way never run, and React warns about them.
 */
export function ThemeScript() {
  return (
    <script
      type={typeof window === 'undefined' ? 'text/javascript' : 'text/plain'}
      suppressHydrationWarning
      dangerouslySetInnerHTML={{ __html: THEME_SCRIPT }}
    />
  )
}
