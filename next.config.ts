import type { NextConfig } from 'next'

// Tests build into a folder of their own, so that a developer's .next and tsconfig.json stay as they are; types are
// checked by `npm run check`, once.
const { NEXT_DIST_DIR: distDir, NEXT_TSCONFIG_PATH: tsconfigPath } = process.env

const nextConfig: NextConfig = {
  cacheComponents: true,
  partialPrefetching: true,
  reactCompiler: true,
  typedRoutes: true,
  poweredByHeader: false,
  ...(distDir && { distDir }),
  ...(tsconfigPath && { typescript: { tsconfigPath, ignoreBuildErrors: true } }),
}

export default nextConfig
