import type { MetadataRoute } from 'next'
import { siteUrl } from '@/lib/env/public'

const PUBLIC_PATHS = [
  '/',
  '/pricing',
  '/tools',
  '/tools/text',
  '/tools/image',
  '/api-reference',
  '/terms',
  '/privacy',
]

export default function sitemap(): MetadataRoute.Sitemap {
  return PUBLIC_PATHS.map((path) => ({ url: new URL(path, siteUrl).href }))
}
