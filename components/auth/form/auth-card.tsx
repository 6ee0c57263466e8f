import type { ReactNode, Ref } from 'react'
import { Card, CardContent } from '@/components/ui/card'

type AuthCardProps = {
  title: ReactNode
  description?: ReactNode
  children?: ReactNode
  /** One line under the card: the way to the sibling page. */
  footer?: ReactNode
  headingRef?: Ref<HTMLHeadingElement>
}

/** A page of the sign-in family: its `h1`, what it asks for, and the way out. */
export function AuthCard({ title, description, children, footer, headingRef }: AuthCardProps) {
  return (
    <>
      <Card>
        <CardContent className="grid gap-6 sm:p-8">
          <header className="grid gap-1.5">
            <h1 ref={headingRef} tabIndex={headingRef ? -1 : undefined} className="text-title outline-none">
              {title}
            </h1>
            {description ? (
              <div className="text-pretty text-muted-foreground text-sm">{description}</div>
            ) : null}
          </header>
          {children}
        </CardContent>
      </Card>
      {footer ? <p className="mt-6 text-center text-muted-foreground text-sm">{footer}</p> : null}
    </>
  )
}
