'use client'
// Travels with every page and is drawn once at most: what the compiler would add to remember it costs more than it saves.
'use no memo'

import { ThemeScript } from '@/components/theme/theme-script'
import { ThemeSync } from '@/components/theme/theme-sync'
import { PRODUCT_NAME } from '@/lib/brand'
import ErrorPage from './error'
import { FONT_CLASSES } from './fonts'
import './globals.css'

type GlobalErrorProps = { error: unknown; retry: () => void }

/** Stands in for the root layout when that itself fails, so it brings its own document. */
export default function GlobalError({ error, retry }: GlobalErrorProps) {
  return (
    <html lang="en" className={FONT_CLASSES} suppressHydrationWarning>
      <head>
        <title>{`Something broke · ${PRODUCT_NAME}`}</title>
        <ThemeScript />
      </head>
      <body className="flex min-h-dvh flex-col">
        <ErrorPage error={error} retry={retry} />
        <ThemeSync />
      </body>
    </html>
  )
}
