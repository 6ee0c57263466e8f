import localFont from 'next/font/local'

export { GeistSans as geistSans } from 'geist/font/sans'

// Not from `geist/font/mono`: that one is preloaded on every page, and code is never above the fold.
export const geistMono = localFont({
  src: '../node_modules/geist/dist/fonts/geist-mono/GeistMono-Variable.woff2',
  variable: '--font-geist-mono',
  weight: '100 900',
  preload: false,
  adjustFontFallback: false,
  fallback: ['ui-monospace', 'SFMono-Regular', 'Menlo', 'Consolas', 'monospace'],
})
