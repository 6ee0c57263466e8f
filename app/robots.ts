import type { MetadataRoute } from 'next'
import { siteUrl } from '@/lib/env/public'

export default function robots(): MetadataRoute.Robots {
  return {
    rules: {
      userAgent: '*',
      allow: '/',
      disallow: [
        '/api/',
        '/admin',
        '/auth/',
        '/billing',
        '/buy-credits',
        '/dashboard',
        '/history',
        '/models',
        '/notifications',
        '/settings',
        '/tools/code/',
        '/usage',
      ],
    },
    sitemap: new URL('/sitemap.xml', siteUrl).href,
  }
}
