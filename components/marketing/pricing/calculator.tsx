'use client'

import { useState } from 'react'
import { nearestStop, quantityStops, sliderPart } from '@/components/billing/quantity-stops'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { formatNumber } from '@/lib/format-number'
import type { PricedFeature } from '@/lib/price-estimates'
import { COMPLEXITIES, type Complexity, type CreditPackage } from '@/lib/pricing-plans'
import { CalculatorLines } from './calculator-lines'
import { MixMeter } from './mix-meter'
import { useMix } from './use-mix'

/** The most that the calculator reckons with; far beyond what is sold at once. */
const MAX_CREDITS = 50_000
/** The slider goes by tens: nobody plans by the credit. */
const SLIDER_UNIT = 10
const STOPS = quantityStops(MAX_CREDITS / SLIDER_UNIT).map((stop) => stop * SLIDER_UNIT)

type CalculatorProps = {
  prices: readonly PricedFeature[]
  packages: readonly CreditPackage[]
  /** Amounts to jump to, each once, smallest first. */
  presets: readonly number[]
  start: number
}

/** What a number of credits is good for: all on one thing, or a mix that adds up. */
export function Calculator({ prices, packages, presets, start }: CalculatorProps) {
  const [credits, setCredits] = useState(start)
  /** What is being typed; null while nothing is. */
  const [draft, setDraft] = useState<string | null>(null)
  const [complexity, setComplexity] = useState<Complexity>('low')
  const mix = useMix(prices, credits, complexity)

  function choose(wanted: number) {
    setDraft(null)
    setCredits(Math.min(Math.max(Math.round(wanted), 1), MAX_CREDITS))
  }
  function type(text: string) {
    const wanted = Number(text)
    if (text !== '' && Number.isFinite(wanted)) choose(wanted)
    setDraft(text)
  }

  return (
    <div className="overflow-hidden rounded-2xl border bg-card shadow-sm">
      <div className="grid gap-6 border-b p-5 sm:p-7 lg:grid-cols-[15rem_1fr] lg:items-start lg:gap-10">
        <Field label="Credits">
          {(control) => (
            <Input
              {...control}
              type="number"
              inputMode="numeric"
              min={1}
              max={MAX_CREDITS}
              step={1}
              className="tabular h-14 font-semibold text-3xl! tracking-tight [appearance:textfield] [&::-webkit-inner-spin-button]:appearance-none"
              value={draft ?? credits}
              onChange={(event) => type(event.target.value)}
              onBlur={() => setDraft(null)}
            />
          )}
        </Field>
        <div className="grid content-between gap-4">
          <fieldset className="flex flex-wrap gap-1.5 sm:gap-2">
            <legend className="mb-2.5 font-medium text-sm leading-none">Or choose an amount</legend>
            {presets.map((preset) => (
              <button
                key={preset}
                type="button"
                aria-pressed={credits === preset}
                onClick={() => choose(preset)}
                className="tabular h-8 rounded-full border bg-background px-3.5 text-sm transition-colors hover:bg-accent aria-pressed:border-brand aria-pressed:bg-brand-muted aria-pressed:font-medium aria-pressed:text-brand"
              >
                {formatNumber(preset)}
              </button>
            ))}
          </fieldset>
          <input
            type="range"
            aria-label="Credits, by slider"
            aria-valuetext={`${credits} credits`}
            className="slider h-6 w-full"
            style={sliderPart(nearestStop(STOPS, credits), STOPS.length)}
            min={0}
            max={STOPS.length - 1}
            value={nearestStop(STOPS, credits)}
            onChange={(event) => choose(STOPS[event.target.valueAsNumber] ?? credits)}
          />
        </div>
      </div>
      <fieldset className="flex flex-wrap items-center gap-x-5 gap-y-2 border-b px-5 py-3 text-sm sm:px-7">
        <legend className="float-left w-full text-muted-foreground sm:mr-5 sm:w-auto">
          Complexity of the work
        </legend>
        {COMPLEXITIES.map((value) => (
          <label key={value} className="inline-flex cursor-pointer items-center gap-2 capitalize">
            <input
              type="radio"
              name="complexity"
              value={value}
              checked={complexity === value}
              onChange={() => setComplexity(value)}
              className="size-4 cursor-pointer accent-brand"
            />
            {value}
          </label>
        ))}
      </fieldset>
      <CalculatorLines prices={prices} credits={credits} complexity={complexity} mix={mix} />
      <MixMeter credits={credits} mix={mix} packages={packages} />
    </div>
  )
}
