// In the error pages, which travel with every page.
'use no memo'

import { supportEmail } from '@/lib/env/support-email'

/** Writes to support, `about` in the subject. Nothing where there is no address, so it stands after a sentence that needs no more. */
export function SupportLink({ about }: { about?: string }) {
  if (!supportEmail) return null
  const subject = about ? `?subject=${encodeURIComponent(about)}` : ''
  return (
    <a
      href={`mailto:${supportEmail}${subject}`}
      className="rounded-sm underline underline-offset-4 hover:text-foreground"
    >
      Contact support
    </a>
  )
}
