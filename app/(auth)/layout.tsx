import Link from 'next/link'
import { Logo } from '@/components/brand/logo'
import { ThemeSwitch } from '@/components/theme/theme-switch'
import { PRODUCT_NAME } from '@/lib/brand'

/**
 * The pages in here set `instant = false`: they answer in one piece, because a form that streams in stays invisible
 * without JavaScript.
 */
export const instant = false

export default function AuthLayout({ children }: LayoutProps<'/'>) {
  return (
    <>
      <div className="frame flex flex-1 flex-col">
        <header className="flex h-16 items-center justify-between">
          <Link href="/" aria-label={`${PRODUCT_NAME}, home`} className="flex rounded-md">
            <Logo />
          </Link>
          <ThemeSwitch />
        </header>
        <main id="main" className="flex flex-1 flex-col items-center py-8 sm:justify-center sm:py-12">
          <div className="w-full max-w-form">{children}</div>
        </main>
        <footer>
          <nav aria-label="Legal" className="flex justify-center gap-6 pb-5 text-muted-foreground text-sm">
            <Link href="/terms" className="rounded-sm py-1 transition-colors hover:text-foreground">
              Terms
            </Link>
            <Link href="/privacy" className="rounded-sm py-1 transition-colors hover:text-foreground">
              Privacy
            </Link>
          </nav>
        </footer>
      </div>
      <div aria-hidden="true" className="frame">
        <div className="ruler" />
      </div>
    </>
  )
}
