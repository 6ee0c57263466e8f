'use client'
// Everything in the demo changes with every click: remembering parts of it would only make the landing page heavier.
'use no memo'

import { type ReactNode, useCallback, useEffect, useReducer, useState } from 'react'
import { MeterLedger } from './meter-ledger'
import { canBuy, type DemoRun, type DemoState, type DemoTool, reduceDemo } from './meter-state'
import { MeterTicks } from './meter-ticks'

/** Settles one run when its time is up; several can be under way at once. */
function RunTimer({ run, onSettle }: { run: DemoRun; onSettle: (run: DemoRun) => void }) {
  useEffect(() => {
    const timer = setTimeout(() => onSettle(run), run.tool.durationMs)
    return () => clearTimeout(timer)
  }, [run, onSettle])
  return null
}

const BUTTON =
  'rounded-lg border bg-card shadow-xs transition-[background-color,scale] hover:bg-accent active:scale-[0.985] disabled:pointer-events-none disabled:opacity-50'

type MeterDemoProps = {
  tools: readonly DemoTool[]
  /** The account as it is found, and after a reset. */
  opening: DemoState
  resetIcon: ReactNode
}

/** The credit meter with a pretend account: hold, then capture or release, with the ledger beside it. */
export function MeterDemo({ tools, opening, resetIcon }: MeterDemoProps) {
  const [state, dispatch] = useReducer(reduceDemo, opening)
  const [fails, setFails] = useState(false)
  const settle = useCallback((run: DemoRun) => dispatch({ type: 'settle', run }), [])

  return (
    <section
      aria-label="Credit meter demo"
      className="overflow-hidden rounded-2xl border bg-card text-card-foreground shadow-lg"
    >
      {state.runs.map((run) => (
        <RunTimer key={run.id} run={run} onSettle={settle} />
      ))}
      <div className="flex items-center justify-between gap-3 border-b py-2.5 pr-1.5 pl-4 sm:pr-3.5 sm:pl-6">
        <p className="text-muted-foreground text-sm">
          <span className="font-medium text-foreground">Demo.</span> Press a tool.
          <span className="max-sm:hidden"> Nothing is charged.</span>
        </p>
        <button
          type="button"
          onClick={() => dispatch({ type: 'reset', to: opening })}
          className="inline-flex h-8 items-center gap-1.5 rounded-md px-2.5 text-muted-foreground text-sm transition-colors hover:bg-accent hover:text-foreground"
        >
          {resetIcon}
          Reset
        </button>
      </div>
      <div className="grid lg:grid-cols-[1.2fr_1fr]">
        <div className="flex min-w-0 flex-col gap-6 p-4 sm:p-6">
          <div className="flex items-baseline justify-between">
            <p className="flex items-baseline gap-2">
              <span
                key={state.available}
                data-slot="amount"
                className="animate-tick font-semibold text-5xl tracking-tighter"
              >
                {state.available}
              </span>
              <span className="text-muted-foreground text-sm">available</span>
            </p>
            <p className="flex items-baseline gap-1.5 text-muted-foreground text-sm">
              <span className={`tabular font-medium ${state.held ? 'text-warning' : ''}`}>{state.held}</span>
              on hold
            </p>
          </div>
          <MeterTicks available={state.available} held={state.held} />
          <div className="grid gap-2 sm:grid-cols-3">
            {tools.map((tool) => (
              <button
                key={tool.feature}
                type="button"
                onClick={() => dispatch({ type: 'run', tool, fails })}
                className={`${BUTTON} flex items-center justify-between gap-2 px-3.5 py-2.5 text-left text-sm sm:flex-col sm:items-start sm:gap-0.5`}
              >
                <span className="font-medium">{tool.name}</span>
                <span className="tabular text-muted-foreground">
                  {tool.credits} {tool.credits === 1 ? 'credit' : 'credits'}
                </span>
              </button>
            ))}
          </div>
          <div className="mt-auto flex flex-wrap items-center justify-between gap-x-6 gap-y-3 border-t pt-4 text-sm">
            <label className="inline-flex cursor-pointer items-center gap-2.5">
              <input
                type="checkbox"
                role="switch"
                aria-checked={fails}
                checked={fails}
                onChange={(event) => setFails(event.target.checked)}
                className="relative h-5 w-9 shrink-0 cursor-pointer appearance-none rounded-full bg-input transition-colors before:absolute before:top-0.5 before:left-0.5 before:size-4 before:rounded-full before:bg-white before:shadow-xs before:transition-transform checked:bg-destructive checked:before:translate-x-4"
              />
              Make runs fail
            </label>
            <button
              type="button"
              disabled={!canBuy(state)}
              onClick={() => dispatch({ type: 'buy' })}
              className={`${BUTTON} px-3 py-1.5`}
            >
              Buy 25, webhook sent twice
            </button>
          </div>
        </div>
        <div className="border-t bg-background/60 p-4 sm:p-6 lg:border-t-0 lg:border-l">
          <MeterLedger entries={state.entries} />
        </div>
      </div>
      <p aria-live="polite" className="sr-only">
        {state.available} credits available, {state.held} on hold. {state.entries[0]?.text}.
      </p>
    </section>
  )
}
