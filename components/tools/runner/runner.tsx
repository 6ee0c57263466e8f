'use client'

import { type FormEvent, type KeyboardEvent, type ReactNode, useRef, useState } from 'react'
import { Card, CardContent, CardFooter } from '@/components/ui/card'
import { useBalance } from '../balance/use-balance'
import type { Viewer } from '../balance/viewer'
import { explainShortage } from './problem'
import { ProblemAlert } from './problem-alert'
import { ResultPanel, type View } from './result-panel'
import { RunButton } from './run-button'
import { type Call, useRun } from './use-run'

type RunnerProps<T> = {
  viewer: Viewer
  /** Credits for one unit, as the page was rendered with. */
  price: number
  /** The most units a run of this input may come to; 1 when left out. */
  units?: number
  /** What the price is for: "per 2,000 tokens". */
  unit: string
  /** The button's verb: "Write it". */
  action: string
  /** The same while it runs: "Writing". */
  activity: string
  /** What is asked for, in one string; null while there is nothing to run. */
  inputKey: string | null
  call: Call<T>
  /** The route sends its result piece by piece. */
  streams?: boolean
  /** The tool's own inputs. */
  fields: ReactNode
  empty: ReactNode
  placeholder: ReactNode
  /** Draws the result. */
  children: (view: View<T>) => ReactNode
}

/** What every tool shares: price, run, progress, result, what it cost, and what helps when it did not work. */
export function Runner<T>({
  viewer,
  price: shownPrice,
  units = 1,
  unit,
  action,
  activity,
  inputKey,
  call,
  streams = false,
  fields,
  empty,
  placeholder,
  children,
}: RunnerProps<T>) {
  const access = useBalance(viewer)
  const { run, start, stop } = useRun<T>(access)
  const [newPrice, setNewPrice] = useState<number | null>(null)
  const button = useRef<HTMLButtonElement>(null)
  const panel = useRef<HTMLDivElement>(null)

  const price = newPrice ?? shownPrice
  const cost = price * units
  const isAdmin = viewer.kind === 'user' && viewer.isAdmin
  const isVisitor = viewer.kind === 'visitor'
  const signupCredits = isVisitor ? viewer.signupCredits : 0
  const isRunning = run.phase === 'running'
  const available = access.balance?.available
  const isShort = !isAdmin && !isRunning && available !== undefined && available < cost
  const problem = run.phase === 'failed' ? run.problem : null
  const isBlocked = inputKey === null || isShort || problem?.step === 'none'

  async function submit(event: FormEvent) {
    event.preventDefault()
    if (isBlocked || Date.now() < run.waitUntil) return
    panel.current?.scrollIntoView({ block: 'nearest' })
    const ended = await start({ call, inputKey, price, isVisitor, signupCredits })
    if (ended?.newPrice !== undefined) setNewPrice(ended.newPrice)
  }

  function submitByKey(event: KeyboardEvent<HTMLFormElement>) {
    if (event.key !== 'Enter' || !(event.metaKey || event.ctrlKey)) return
    event.preventDefault()
    event.currentTarget.requestSubmit()
  }

  return (
    <div className="grid grid-cols-1 gap-6 lg:grid-cols-[23rem_minmax(0,1fr)]">
      <form onSubmit={submit} onKeyDown={submitByKey} className="self-start lg:sticky lg:top-24">
        <Card>
          <CardContent className="grid gap-5">
            {fields}
            {problem ? (
              <ProblemAlert problem={problem} variant="destructive" />
            ) : isShort ? (
              <ProblemAlert
                variant="warning"
                problem={explainShortage(cost, available, { isVisitor, signupCredits })}
              />
            ) : null}
          </CardContent>
          <CardFooter className="flex-col items-stretch">
            <RunButton
              ref={button}
              action={action}
              cost={cost}
              isUpTo={units > 1}
              isAdmin={isAdmin}
              trialCredits={isVisitor && !access.balance ? viewer.trialCredits : null}
              isAgain={problem?.step === 'retry'}
              isRunning={isRunning}
              isBlocked={isBlocked}
              waitUntil={run.waitUntil}
            />
            <p className="text-center text-[0.8125rem]">
              {price} {price === 1 ? 'credit' : 'credits'} {unit}. A run that fails is free.
            </p>
          </CardFooter>
        </Card>
      </form>
      <ResultPanel
        ref={panel}
        run={run}
        activity={activity}
        streams={streams}
        onStop={() => {
          stop()
          // The button that was pressed goes away.
          button.current?.focus()
        }}
        empty={empty}
        placeholder={placeholder}
      >
        {children}
      </ResultPanel>
    </div>
  )
}
