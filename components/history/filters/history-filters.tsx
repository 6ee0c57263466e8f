'use client'

import { Search, SlidersHorizontal, X } from 'lucide-react'
import Link from 'next/link'
import { useRouter } from 'next/navigation'
import { type ReactNode, useOptimistic, useState, useSyncExternalStore, useTransition } from 'react'
import { Button } from '@/components/ui/button'
import { Input } from '@/components/ui/input'
import { Spinner } from '@/components/ui/spinner'
import { useDraft } from '@/components/ui/use-draft'
import { useEarlyEntry } from '@/components/ui/use-early-entry'
import { cn } from '@/lib/cn'
import { SOURCE_LABELS, TYPE_LABELS } from '@/lib/credits/transaction-words'
import { ANY_FEATURE, historyHref } from '@/lib/history/href'
import type { HistoryFilter } from '@/lib/history/query'
import { isUtcDay } from '@/lib/history/utc-day'
import { toWords } from '@/lib/to-words'
import { Choice, DayField } from './filter-fields'
import { toDay, toMoment, toReaders } from './local-days'

type HistoryFiltersProps = {
  filter: HistoryFilter
  /** What can be chosen: features with a price. */
  features: string[]
}

const optionsOf = <Value extends string>(labels: Record<Value, string>) =>
  Object.entries(labels) as [Value, string][]
// An admin who takes credits away writes a deduction, too.
const TYPE_OPTIONS = optionsOf({ ...TYPE_LABELS, deduction: 'Spent or taken away' })
const SOURCE_OPTIONS = optionsOf(SOURCE_LABELS)

const subscribe = () => () => undefined

const nameDay = (label: string, time: string | undefined) =>
  time !== undefined && isUtcDay(time) ? `${label} (UTC)` : label

/** A filter that is set, to be taken away. */
function Chip({ onRemove, children }: { onRemove: () => void; children: ReactNode }) {
  return (
    <Button variant="secondary" size="sm" className="max-w-full" onClick={onRemove}>
      <span className="truncate">{children}</span>
      <X aria-hidden />
      <span className="sr-only">, remove this filter</span>
    </Button>
  )
}

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
  // What was chosen shows at once, the list a moment later.
  const [shown, setShown] = useOptimistic(filter)
  const [search, setSearch] = useDraft(filter.q ?? '')
  const searchBox = useEarlyEntry<HTMLInputElement>(search, ({ value }) => setSearch(value))
  // Those without a field of their own can be taken away below.
  const { q, grant, model, ...narrow } = shown
  const count = Object.values(narrow).filter((value) => value !== undefined).length
  const change = (part: HistoryFilter) => {
    const next = { ...shown, ...part }
    startTransition(() => {
      setShown(next)
      router.replace(historyHref(next), { scroll: false })
    })
  }
  const changeDay = (name: 'from' | 'to') => (day: string) => {
    const moment = toMoment(day, { isEnd: name === 'to' })
    if (!moment && day !== '') return
    // The reader's days: one of UTC at the other end would be hours away from what it says.
    const days = { from: toReaders(shown.from, { isEnd: false }), to: toReaders(shown.to, { isEnd: true }) }
    change({ ...days, [name]: moment })
  }
  const [from, to] = [toDay(shown.from, { isEnd: false, isUtc }), toDay(shown.to, { isEnd: true, isUtc })]
  const known = shown.feature && !features.includes(shown.feature) ? [...features, shown.feature] : features

  return (
    <form
      action="/history"
      aria-label="Filters"
      aria-busy={isPending}
      className="grid gap-4"
      onSubmit={(event) => {
        event.preventDefault()
        change({ q: search.trim() || undefined })
      }}
    >
      <div className="flex gap-2">
        <div className="relative min-w-0 flex-1">
          <span className="pointer-events-none absolute top-3 left-3 text-muted-foreground">
            {isPending ? <Spinner className="size-4" /> : <Search aria-hidden className="size-4" />}
          </span>
          <Input
            ref={searchBox}
            type="search"
            name="q"
            value={search}
            onChange={({ target }) => setSearch(target.value)}
            maxLength={100}
            aria-label="Search"
            placeholder="Description, model, reference"
            className="pl-9"
          />
        </div>
        <Button type="submit" variant="outline" className="h-10 max-sm:hidden">
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
        className={cn(
          'grid-cols-2 gap-3 md:grid md:grid-cols-[repeat(3,minmax(0,1fr))_repeat(2,minmax(8.875rem,1fr))]',
          isOpen ? 'grid' : 'hidden',
        )}
      >
        <Choice
          label="Type"
          name="type"
          value={shown.type}
          all="All types"
          options={TYPE_OPTIONS}
          onChange={(type) => change({ type })}
        />
        <Choice
          label="Feature"
          name="feature"
          value={shown.feature}
          all="All features"
          options={known.map((feature) => [
            feature,
            feature === ANY_FEATURE ? 'Any feature' : toWords(feature),
          ])}
          onChange={(feature) => change({ feature })}
        />
        <Choice
          label="Source"
          name="source"
          value={shown.source}
          all="All sources"
          options={SOURCE_OPTIONS}
          onChange={(source) => change({ source })}
        />
        <DayField
          label={nameDay('From', shown.from)}
          name="from"
          day={from}
          max={to}
          onChange={changeDay('from')}
        />
        <DayField label={nameDay('To', shown.to)} name="to" day={to} min={from} onChange={changeDay('to')} />
      </div>
      {count > 0 || q || grant || model ? (
        <div className="flex flex-wrap items-center gap-2">
          {grant ? <Chip onRemove={() => change({ grant: undefined })}>Grant {grant}</Chip> : null}
          {model ? <Chip onRemove={() => change({ model: undefined })}>Model {model}</Chip> : null}
          <Button asChild variant="ghost" size="sm" className={grant || model ? undefined : '-ml-3'}>
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
