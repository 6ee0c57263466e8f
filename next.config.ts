import type { NextConfig } from 'next'

// Tests build into a folder of their own, so that a developer's .next and tsconfig.json stay as they are; types are
// checked by `npm run check`, once.
const { NEXT_DIST_DIR: distDir, NEXT_TSCONFIG_PATH: tsconfigPath } = process.env

const SECURITY_HEADERS = [
  { key: 'content-security-policy', value: "frame-ancestors 'none'; base-uri 'self'; object-src 'none'" },
  { key: 'permissions-policy', value: 'camera=(), microphone=(), geolocation=()' },
  { key: 'referrer-policy', value: 'strict-origin-when-cross-origin' },
  // Two years of https only. Browsers ignore it over http, so localhost stays as it is.
  { key: 'strict-transport-security', value: 'max-age=63072000' },
  { key: 'x-content-type-options', value: 'nosniff' },
]

const nextConfig: NextConfig = {
  cacheComponents: true,
  partialPrefetching: true,
  reactCompiler: true,
  typedRoutes: true,
  poweredByHeader: false,
  // cacheComponents turns it on. It writes every page into its HTML a second time, to spare one request when somebody comes back
  // to the page they began on: 9 kB more to load and parse for everyone, on the landing page.
  experimental: { cachedNavigations: false },
  headers: async () => [{ source: '/:path*', headers: SECURITY_HEADERS }],
  ...(distDir && { distDir }),
  ...(tsconfigPath && { typescript: { tsconfigPath, ignoreBuildErrors: true } }),
}

export default nextConfig
