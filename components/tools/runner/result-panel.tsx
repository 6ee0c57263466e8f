'use client'

import type { ReactNode, Ref } from 'react'
import { Badge } from '@/components/ui/badge'
import { Card, CardContent, CardFooter } from '@/components/ui/card'
import { Progress } from './progress'
import { Receipt } from './receipt'
import type { Answer, useRun } from './use-run'

/** What a tool's result is drawn from: `result` is null while it is being written, and when it was given up. */
export type View<T> = { text: string; result: Answer<T>['result'] | null; isRunning: boolean }

type ResultPanelProps<T> = {
  ref: Ref<HTMLDivElement>
  run: ReturnType<typeof useRun<T>>['run']
  activity: string
  /** Whether the route sends its result piece by piece. */
  streams: boolean
  onStop(): void
  /** Before there is anything. */
  empty: ReactNode
  /** In place of the result while a route that does not stream works. */
  placeholder: ReactNode
  children: (view: View<T>) => ReactNode
}

/** The side of a tool where its work shows: nothing yet, in progress, done, given up. */
export function ResultPanel<T>({
  ref,
  run,
  activity,
  streams,
  onStop,
  empty,
  placeholder,
  children,
}: ResultPanelProps<T>) {
  const { phase, text, answer, startedAt } = run
  const isRunning = phase === 'running'
  const isGivenUp = phase === 'stopped' || phase === 'failed'
  const isPartial = isGivenUp && text !== ''
  return (
    <Card ref={ref} role="region" aria-label="Result" aria-busy={isRunning} className="min-h-80 scroll-mt-24">
      <p role="status" className="sr-only">
        {isRunning ? `${activity}.` : phase === 'stopped' ? 'Stopped.' : phase === 'done' ? 'Done.' : ''}
      </p>
      {isRunning ? (
        <>
          {/* Above: below, the button would move while somebody aims at it. */}
          <div className="border-b px-5 py-3.5 text-muted-foreground text-sm sm:px-6">
            <Progress
              activity={activity}
              startedAt={startedAt}
              stop={
                streams
                  ? { label: 'Stop', note: 'You pay for what is written until you stop.', onStop }
                  : { label: 'Cancel', note: 'Cancelled runs cost nothing.', onStop }
              }
            />
          </div>
          <CardContent>
            {streams && text ? children({ text, result: null, isRunning }) : placeholder}
          </CardContent>
        </>
      ) : isPartial ? (
        <>
          <CardContent>{children({ text, result: null, isRunning })}</CardContent>
          <CardFooter className="flex-wrap">
            <Badge variant="warning">{phase === 'stopped' ? 'Stopped' : 'Cut off'}</Badge>
            {phase === 'stopped' ? 'What was written so far is charged.' : 'This is what arrived.'}
          </CardFooter>
        </>
      ) : answer ? (
        <>
          <CardContent>{children({ text: answer.text, result: answer.result, isRunning })}</CardContent>
          <CardFooter>
            <Receipt answer={answer} />
          </CardFooter>
        </>
      ) : (
        <div className="my-auto">{empty}</div>
      )}
    </Card>
  )
}
