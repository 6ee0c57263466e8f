import type { Metadata, Viewport } from 'next'
import { ThemeScript } from '@/components/theme/theme-script'
import { ThemeSync } from '@/components/theme/theme-sync'
import { DESCRIPTION, PRODUCT_NAME, TAGLINE } from '@/lib/brand'
import { siteUrl } from '@/lib/env/public'
import { FONT_CLASSES } from './fonts'
import './globals.css'

export const metadata: Metadata = {
  metadataBase: siteUrl,
  applicationName: PRODUCT_NAME,
  title: { default: `${PRODUCT_NAME}: ${TAGLINE}`, template: `%s · ${PRODUCT_NAME}` },
  description: DESCRIPTION,
  openGraph: { type: 'website', siteName: PRODUCT_NAME, locale: 'en_US' },
  twitter: { card: 'summary_large_image' },
}

export const viewport: Viewport = {
  themeColor: [
    { media: '(prefers-color-scheme: light)', color: '#f9fafb' },
    { media: '(prefers-color-scheme: dark)', color: '#0b0c0e' },
  ],
}

export default function RootLayout({ children }: LayoutProps<'/'>) {
  return (
    <html lang="en" data-scroll-behavior="smooth" className={FONT_CLASSES} suppressHydrationWarning>
      <head>
        <ThemeScript />
      </head>
      <body className="flex min-h-dvh flex-col">
        <a
          href="#main"
          className="sr-only z-50 rounded-lg bg-primary px-4 py-2 font-medium text-primary-foreground text-sm focus:not-sr-only focus:fixed focus:top-3 focus:left-3"
        >
          Skip to content
        </a>
        {children}
        <ThemeSync />
      </body>
    </html>
  )
}
