'use client'

import { Search, X } from 'lucide-react'
import type { Route } from 'next'
import Link from 'next/link'
import { useRouter } from 'next/navigation'
import { type FormEvent, useOptimistic, useTransition } from 'react'
import { Button } from '@/components/ui/button'
import { Input } from '@/components/ui/input'
import { NativeSelect } from '@/components/ui/native-select'
import { useDraft } from '@/components/ui/use-draft'
import { useEarlyEntry } from '@/components/ui/use-early-entry'
import { capitalize } from '@/lib/to-words'
import { listPath } from './list-path'

export type Choice = {
  name: string
  label: string
  /** What is chosen; '' for all. */
  value: string
  /** What stands for all. */
  all: string
  options: readonly (readonly [value: string, label: string])[]
}

type Words = {
  /** `q` when left out. */
  name?: string
  value: string
  /** What to search by: "email address or payment id". */
  label: string
}

type FilterBarProps = {
  /** The list's own path: each choice is a new address of it, from the newest row on. */
  path: Route
  search?: Words | readonly Words[]
  choices?: readonly Choice[]
}

function SearchField({ name, value, label }: Required<Words>) {
  const [draft, setDraft] = useDraft(value)
  const ref = useEarlyEntry<HTMLInputElement>(value, (control) => setDraft(control.value))
  return (
    <Input
      ref={ref}
      type="search"
      name={name}
      value={draft}
      onChange={({ target }) => setDraft(target.value)}
      maxLength={200}
      aria-label={`Search by ${label}`}
      placeholder={capitalize(label)}
      className="min-w-52 flex-1 sm:min-w-40"
    />
  )
}

function ChoiceField({ name, label, value, all, options }: Choice) {
  const choose = ({ form }: HTMLSelectElement) => form?.requestSubmit()
  const ref = useEarlyEntry(value, choose)
  return (
    <div className="min-w-0 grow basis-32 sm:grow-0 sm:basis-auto">
      <NativeSelect
        ref={ref}
        name={name}
        aria-label={label}
        value={value}
        onChange={({ currentTarget }) => choose(currentTarget)}
      >
        <option value="">{all}</option>
        {options.map(([option, text]) => (
          <option key={option} value={option}>
            {text}
          </option>
        ))}
      </NativeSelect>
    </div>
  )
}

/** What a list is narrowed to and sorted by. A choice takes effect at once, words when they are sent off. */
export function FilterBar({ path, search = [], choices = [] }: FilterBarProps) {
  const searches = 'label' in search ? [search] : search
  const router = useRouter()
  const [isPending, startTransition] = useTransition()
  // What was chosen shows at once, the list a moment later.
  const [shown, setShown] = useOptimistic(Object.fromEntries(choices.map(({ name, value }) => [name, value])))
  // A form of the browser's own would name in the address what is not narrowed down, too.
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const fields = [...new FormData(event.currentTarget)]
    const chosen = Object.fromEntries(fields.map(([name, value]) => [name, String(value).trim()]))
    startTransition(() => {
      setShown(chosen)
      router.push(listPath(path, chosen), { scroll: false })
    })
  }
  const isNarrowed = [...searches, ...choices].some(({ value }) => value !== '')
  const clear = isNarrowed ? (
    <Button asChild variant="ghost" size="icon" className="size-10" aria-label="Show all">
      <Link href={path}>
        <X aria-hidden />
      </Link>
    </Button>
  ) : null
  return (
    <form action={path} onSubmit={submit} aria-busy={isPending} className="flex flex-wrap gap-2">
      {choices.map((choice) => (
        <ChoiceField key={choice.name} {...choice} value={shown[choice.name] ?? ''} />
      ))}
      {searches.length > 0 ? (
        <div className="flex min-w-64 grow basis-88 flex-wrap gap-2 sm:flex-nowrap">
          {searches.map(({ name = 'q', value, label }) => (
            <SearchField key={name} name={name} value={value} label={label} />
          ))}
          <Button type="submit" variant="outline" aria-label="Search" className="size-10 sm:w-auto">
            <Search aria-hidden />
            <span className="max-sm:hidden">Search</span>
          </Button>
          {clear}
        </div>
      ) : (
        clear
      )}
    </form>
  )
}
