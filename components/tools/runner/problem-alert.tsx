'use client'

import Link from 'next/link'
import { usePathname } from 'next/navigation'
import { Alert } from '@/components/ui/alert'
import { Button } from '@/components/ui/button'
import { withNext } from '@/lib/auth/form/next-link'
import type { Problem } from './problem'

type ProblemAlertProps = {
  problem: Omit<Problem, 'code'>
  /** `warning` for what can be seen coming, `destructive` for what happened. */
  variant: 'warning' | 'destructive'
}

/** What stands in the way of a run, with the button that clears it. Trying again is the run button's own matter. */
export function ProblemAlert({ problem: { title, text, step }, variant }: ProblemAlertProps) {
  const path = usePathname()
  return (
    <div ref={variant === 'destructive' ? show : undefined} className="scroll-my-16">
      <Alert
        variant={variant}
        title={title}
        action={
          step === 'buy' ? (
            <Button asChild size="sm">
              <Link href="/buy-credits">Buy credits</Link>
            </Button>
          ) : step === 'sign-up' ? (
            <Button asChild size="sm">
              <Link href={withNext('/sign-up', path)}>Sign up</Link>
            </Button>
          ) : step === 'sign-in' ? (
            <Button asChild size="sm">
              <Link href={withNext('/sign-in', path)}>Sign in</Link>
            </Button>
          ) : undefined
        }
      >
        {text}
      </Alert>
    </div>
  )
}

/** On a phone the page has been moved on to where the result would show. */
const show = (element: HTMLElement | null) => element?.scrollIntoView({ block: 'nearest' })
