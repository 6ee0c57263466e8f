import { SiteFooter } from '@/components/marketing/site/site-footer'
import { SiteHeader } from '@/components/marketing/site/site-header'

/** Public pages are the same for everyone: the build fails if one of them starts to need a request. */
export const ensureStatic = 'navigation'

export default function MarketingLayout({ children }: LayoutProps<'/'>) {
  return (
    <>
      <SiteHeader />
      <main id="main" className="flex-1">
        {children}
      </main>
      <SiteFooter />
    </>
  )
}
