import type { ReactNode } from 'react'
import { Alert } from '@/components/ui/alert'

/** A legal page's frame. `children` is the outline; the banner says that a lawyer has yet to write it. */
export function LegalPage({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div className="frame pt-14 pb-16 md:pt-20 md:pb-24">
      <div className="max-w-reading">
        <h1 className="text-headline">{title}</h1>
        <Alert variant="warning" title="Placeholder, not a legal text" className="mt-8">
          <p>
            It came with the starter that this app is built on. Whoever runs the app replaces it with a text
            of their own before selling anything.
          </p>
        </Alert>
        <div className="mt-10 grid gap-8 [&_h2]:text-heading [&_p]:mt-2 [&_p]:text-muted-foreground">
          {children}
        </div>
      </div>
    </div>
  )
}
