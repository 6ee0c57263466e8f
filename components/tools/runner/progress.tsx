'use client'

import { Button } from '@/components/ui/button'
import { Spinner } from '@/components/ui/spinner'
import { useClock } from './use-clock'

type ProgressProps = {
  /** What is going on: "Writing". */
  activity: string
  /** Milliseconds since 1970. */
  startedAt: number
  /** The button that ends it, and what that means for the credits. */
  stop: { label: string; note: string; onStop(): void }
}

/** The strip over work in progress: what, for how long, and the way to end it. */
export function Progress({ activity, startedAt, stop }: ProgressProps) {
  const seconds = Math.max(0, Math.floor((useClock(true) - startedAt) / 1000))
  return (
    <div className="flex items-center gap-3">
      <Spinner className="text-brand" />
      <p className="grid gap-x-3 sm:flex">
        <span className="text-foreground">
          {activity}… <span className="tabular text-muted-foreground">{seconds} s</span>
        </span>
        {stop.note}
      </p>
      <Button variant="outline" size="sm" className="ml-auto" onClick={stop.onStop}>
        {stop.label}
      </Button>
    </div>
  )
}
