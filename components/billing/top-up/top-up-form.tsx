'use client'

import { type FormEvent, type ReactNode, useId, useState } from 'react'
import { Alert } from '@/components/ui/alert'
import { Amount } from '@/components/ui/amount'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { type CreditPackage, formatPrice, minorDigits } from '@/lib/pricing-plans'
import type { TopUp, TopUpInput } from '@/lib/top-ups/settings'
import { useSaveTopUp } from './use-save-top-up'

const MAX_THRESHOLD = 1_000_000
const MAX_CAP = 10_000_000

/** An amount as it was typed, in the currency's minor unit; NaN when it is none. */
const toMinor = (text: string, currency: string) =>
  text.trim() === '' ? Number.NaN : Math.round(Number(text.replace(',', '.')) * 10 ** minorDigits(currency))

const firstPackage = (packages: CreditPackage[], topUp: TopUp | null) =>
  packages.find(({ id }) => id === topUp?.packageId) ??
  packages.find(({ isPopular }) => isPopular) ??
  packages[0]

type TopUpFormProps = {
  topUp: TopUp | null
  packages: CreditPackage[]
  onSaved: () => void
  onCancel: () => void
}

/** What to buy by itself, when, and how much of it. Says what is wrong beside the field before anything is sent. */
export function TopUpForm({ topUp, packages, onSaved, onCancel }: TopUpFormProps) {
  const { save, isPending, problem } = useSaveTopUp()
  const first = firstPackage(packages, topUp)
  const currency = first?.currency ?? 'USD'
  const [packageId, setPackageId] = useState(first?.id ?? '')
  const [threshold, setThreshold] = useState(String(topUp?.threshold ?? 20))
  const [cap, setCap] = useState(String((topUp?.monthlyCapCents ?? 10_000) / 10 ** minorDigits(currency)))
  const [isChecked, setChecked] = useState(false)
  const chosen = packages.find(({ id }) => id === packageId)
  if (!chosen) return null

  const input: TopUpInput = {
    packageId,
    threshold: threshold.trim() === '' ? Number.NaN : Number(threshold),
    monthlyCapCents: toMinor(cap, currency),
    isEnabled: true,
  }
  const price = formatPrice(chosen.priceCents, currency)
  const wrong = {
    threshold:
      Number.isInteger(input.threshold) && input.threshold >= 1 && input.threshold <= MAX_THRESHOLD
        ? undefined
        : 'A whole number from 1 to 1,000,000.',
    cap: !(input.monthlyCapCents >= chosen.priceCents)
      ? `At least ${price}, or it could never buy ${chosen.name}.`
      : input.monthlyCapCents > MAX_CAP
        ? `At most ${formatPrice(MAX_CAP, currency)}.`
        : undefined,
  }

  async function submit(event: FormEvent) {
    event.preventDefault()
    setChecked(true)
    if (isPending || wrong.threshold || wrong.cap) return
    if (await save(input)) onSaved()
  }

  return (
    <form noValidate onSubmit={submit} className="grid gap-5" aria-label="Automatic top-up">
      <fieldset className="grid gap-2">
        <legend className="mb-2 font-medium text-sm leading-none">Buy</legend>
        <div className="grid gap-2 sm:grid-cols-3">
          {packages.map((offer) => (
            <PackageChoice
              key={offer.id}
              offer={offer}
              isChosen={offer.id === packageId}
              onChoose={() => setPackageId(offer.id)}
            />
          ))}
        </div>
      </fieldset>
      <div className="grid items-start gap-5 sm:grid-cols-2">
        <Field
          label="When the balance falls below"
          error={(isChecked && wrong.threshold) || problem?.fields.threshold}
        >
          {(control) => (
            <Input
              {...control}
              type="number"
              inputMode="numeric"
              min={1}
              max={MAX_THRESHOLD}
              value={threshold}
              onChange={(event) => setThreshold(event.target.value)}
            />
          )}
        </Field>
        <Field
          label={`Limit for 30 days, in ${currency}`}
          hint="Before tax. Nothing is bought beyond it."
          error={(isChecked && wrong.cap) || problem?.fields.monthlyCapCents}
        >
          {(control) => (
            <Input
              {...control}
              inputMode="decimal"
              value={cap}
              onChange={(event) => setCap(event.target.value)}
            />
          )}
        </Field>
      </div>
      {problem ? (
        <Alert variant="destructive" title={problem.title}>
          {problem.text}
        </Alert>
      ) : null}
      <div className="flex flex-col-reverse gap-2 sm:flex-row sm:justify-end">
        <Button variant="outline" disabled={isPending} onClick={onCancel}>
          Cancel
        </Button>
        <Button type="submit" pending={isPending}>
          {topUp?.card !== 'usable' || topUp.stoppedReason
            ? 'Continue to your card'
            : topUp.isEnabled
              ? 'Save'
              : 'Switch on'}
        </Button>
      </div>
    </form>
  )
}

function PackageChoice(props: { offer: CreditPackage; isChosen: boolean; onChoose: () => void }): ReactNode {
  const { offer, isChosen, onChoose } = props
  const id = useId()
  return (
    <label
      htmlFor={id}
      className="flex cursor-pointer items-start gap-2.5 rounded-lg border px-3 py-2.5 text-sm has-checked:border-brand has-focus-visible:ring-[3px] has-checked:ring-1 has-focus-visible:ring-ring/25 has-checked:ring-brand"
    >
      <input
        id={id}
        type="radio"
        name="package"
        className="mt-0.5 size-4 accent-brand outline-none"
        checked={isChosen}
        onChange={onChoose}
      />
      <span className="grid gap-0.5">
        <span className="font-medium">{offer.name}</span>
        <span className="tabular text-muted-foreground">
          <Amount value={offer.credits} unit />, {formatPrice(offer.priceCents, offer.currency)}
        </span>
      </span>
    </label>
  )
}
