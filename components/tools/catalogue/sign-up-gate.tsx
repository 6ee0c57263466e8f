import { Check } from 'lucide-react'
import type { Route } from 'next'
import Link from 'next/link'
import type { ReactNode } from 'react'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { withNext } from '@/lib/auth/form/next-link'

type SignUpGateProps = {
  title: string
  /** What they get for it, a line each. */
  points: readonly string[]
  /** Where they come back to. */
  page: Route
  /** What comes out of it, for the eye alone. */
  sample?: ReactNode
}

/** What a visitor sees of a tool that needs an account: what it would give them. */
export function SignUpGate({ title, points, page, sample }: SignUpGateProps) {
  return (
    <Card className="grid grid-cols-1 overflow-hidden lg:grid-cols-2">
      <div className="grid content-center gap-6 p-6 sm:p-10">
        <h2 className="text-title">{title}</h2>
        <ul className="grid gap-3">
          {points.map((point) => (
            <li key={point} className="flex gap-3">
              <Check aria-hidden className="mt-1 size-4 shrink-0 text-success" />
              <span className="text-pretty">{point}</span>
            </li>
          ))}
        </ul>
        <div className="flex flex-wrap gap-3">
          <Button asChild size="lg">
            <Link href={withNext('/sign-up', page)}>Sign up</Link>
          </Button>
          <Button asChild size="lg" variant="outline">
            <Link href={withNext('/sign-in', page)}>Sign in</Link>
          </Button>
        </div>
      </div>
      <div aria-hidden className="hidden border-l bg-muted p-10 lg:grid lg:content-center">
        {sample}
      </div>
    </Card>
  )
}
