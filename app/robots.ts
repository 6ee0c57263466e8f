import type { MetadataRoute } from 'next'
import { siteUrl } from '@/lib/env/public'

export default function robots(): MetadataRoute.Robots {
  return {
    rules: {
      userAgent: '*',
      allow: '/',
      disallow: ['/api/', '/admin', '/dashboard', '/buy-credits', '/tools/code/', '/auth/'],
    },
    sitemap: new URL('/sitemap.xml', siteUrl).href,
  }
}
