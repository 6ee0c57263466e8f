import { SiteFooter } from '@/components/marketing/site/site-footer'
import { SiteHeader } from '@/components/marketing/site/site-header'

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
