'use client'

import { Search, SlidersHorizontal, X } from 'lucide-react'
import Link from 'next/link'
import { useRouter } from 'next/navigation'
import { useState, useSyncExternalStore, useTransition } from 'react'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { NativeSelect } from '@/components/ui/native-select'
import { Spinner } from '@/components/ui/spinner'
import { cn } from '@/lib/cn'
import { nameFeature, SOURCE_LABELS, TYPE_LABELS } from '@/lib/credits/transaction'
import { type HistoryFilter, HistoryQuery, historyHref } from '@/lib/history/query'
import { toDay, toMoment } from './local-days'

type HistoryFiltersProps = {
  filter: HistoryFilter
  /** What can be chosen: features with a price. */
  features: string[]
}

const subscribe = () => () => undefined

/** Narrows a history down by its address, so that what is shown can be kept, sent and gone back to. */
export function HistoryFilters({ filter, features }: HistoryFiltersProps) {
  const router = useRouter()
  const [isPending, startTransition] = useTransition()
  const [isOpen, setIsOpen] = useState(false)
  // The server does not know the reader's zone.
  const isUtc = useSyncExternalStore(
    subscribe,
    () => false,
    () => true,
  )
  const { q, grant, ...narrow } = filter
  const count = Object.values(narrow).filter((value) => value !== undefined).length
  const change = (part: Record<string, string | undefined>) =>
    startTransition(() =>
      router.replace(historyHref(HistoryQuery.parse({ ...filter, ...part })), { scroll: false }),
    )
  const [from, to] = [toDay(filter.from, { isEnd: false, isUtc }), toDay(filter.to, { isEnd: true, isUtc })]
  const known =
    filter.feature && !features.includes(filter.feature) ? [...features, filter.feature] : features

  return (
    <form
      action="/history"
      aria-label="Filters"
      aria-busy={isPending}
      className="grid gap-4"
      onSubmit={(event) => {
        event.preventDefault()
        change({ q: String(new FormData(event.currentTarget).get('q') ?? '') })
      }}
    >
      <div className="flex gap-2">
        <div className="relative min-w-0 flex-1">
          <span className="pointer-events-none absolute top-3 left-3 text-muted-foreground">
            {isPending ? <Spinner className="size-4" /> : <Search aria-hidden className="size-4" />}
          </span>
          <Input
            key={q}
            type="search"
            name="q"
            defaultValue={q}
            maxLength={100}
            aria-label="Search"
            placeholder="Description, feature, model or reference"
            className="pl-9"
          />
        </div>
        <Button type="submit" variant="outline" className="h-10">
          Search
        </Button>
        <Button
          variant="outline"
          className="h-10 px-3 md:hidden"
          aria-expanded={isOpen}
          aria-controls="history-filters"
          aria-label={count > 0 ? `Filters, ${count} set` : 'Filters'}
          onClick={() => setIsOpen(!isOpen)}
        >
          <SlidersHorizontal aria-hidden />
          {count > 0 ? count : null}
        </Button>
      </div>
      <div
        id="history-filters"
        className={cn('grid-cols-2 gap-3 md:grid md:grid-cols-5', isOpen ? 'grid' : 'hidden')}
      >
        <Choice
          label="Type"
          name="type"
          value={filter.type}
          all="All types"
          options={Object.entries(TYPE_LABELS)}
          onChange={change}
        />
        <Choice
          label="Feature"
          name="feature"
          value={filter.feature}
          all="All features"
          options={known.map((feature) => [feature, nameFeature(feature)])}
          onChange={change}
        />
        <Choice
          label="Source"
          name="source"
          value={filter.source}
          all="All sources"
          options={Object.entries(SOURCE_LABELS)}
          onChange={change}
        />
        <Field label="From" className="max-md:col-start-1">
          {(control) => (
            <Input
              {...control}
              key={from}
              type="date"
              name="from"
              defaultValue={from}
              max={to || undefined}
              onChange={({ target }) => {
                const moment = toMoment(target.value, { isEnd: false })
                if (moment || target.value === '') change({ from: moment })
              }}
            />
          )}
        </Field>
        <Field label="To">
          {(control) => (
            <Input
              {...control}
              key={to}
              type="date"
              name="to"
              defaultValue={to}
              min={from || undefined}
              onChange={({ target }) => {
                const moment = toMoment(target.value, { isEnd: true })
                if (moment || target.value === '') change({ to: moment })
              }}
            />
          )}
        </Field>
      </div>
      {count > 0 || q || grant ? (
        <div className="flex flex-wrap items-center gap-2">
          {grant ? (
            <Button variant="secondary" size="sm" onClick={() => change({ grant: undefined })}>
              One grant, number {grant}
              <X aria-hidden />
              <span className="sr-only">, remove this filter</span>
            </Button>
          ) : null}
          <Button asChild variant="ghost" size="sm" className="-ml-1">
            <Link href="/history" scroll={false}>
              <X aria-hidden />
              Clear filters
            </Link>
          </Button>
        </div>
      ) : null}
    </form>
  )
}

type ChoiceProps = {
  label: string
  name: string
  value: string | undefined
  all: string
  options: [value: string, label: string][]
  onChange: (part: Record<string, string | undefined>) => void
}

function Choice({ label, name, value, all, options, onChange }: ChoiceProps) {
  return (
    <Field label={label}>
      {(control) => (
        <NativeSelect
          {...control}
          key={value}
          name={name}
          defaultValue={value}
          onChange={({ target }) => onChange({ [name]: target.value || undefined })}
        >
          <option value="">{all}</option>
          {options.map(([option, text]) => (
            <option key={option} value={option}>
              {text}
            </option>
          ))}
        </NativeSelect>
      )}
    </Field>
  )
}
