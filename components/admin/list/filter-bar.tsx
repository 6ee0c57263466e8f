'use client'

import { Search } from 'lucide-react'
import type { Route } from 'next'
import Form from 'next/form'
import { Button } from '@/components/ui/button'
import { Input } from '@/components/ui/input'
import { NativeSelect } from '@/components/ui/native-select'

type Choice = {
  name: string
  label: string
  /** What is chosen; '' for all. */
  value: string
  /** What stands for all. */
  all: string
  options: readonly (readonly [value: string, label: string])[]
}

type FilterBarProps = {
  /** The list's own path: each choice is a new address of it, from the newest row on. */
  path: Route
  search?: { value: string; label: string }
  choices?: Choice[]
}

/** What a list is narrowed to. A choice takes effect at once, words when they are sent off. */
export function FilterBar({ path, search, choices = [] }: FilterBarProps) {
  return (
    <Form action={path} className="flex flex-wrap gap-2">
      {choices.map(({ name, label, value, all, options }) => (
        <div key={`${name}=${value}`} className="min-w-0 grow basis-32 sm:grow-0 sm:basis-auto">
          <NativeSelect
            name={name}
            aria-label={label}
            defaultValue={value}
            onChange={(event) => event.currentTarget.form?.requestSubmit()}
          >
            <option value="">{all}</option>
            {options.map(([option, text]) => (
              <option key={option} value={option}>
                {text}
              </option>
            ))}
          </NativeSelect>
        </div>
      ))}
      {search ? (
        <div className="flex min-w-64 grow basis-64 gap-2">
          <Input
            key={search.value}
            type="search"
            name="q"
            defaultValue={search.value}
            maxLength={200}
            aria-label={`Search by ${search.label}`}
            placeholder={search.label.charAt(0).toUpperCase() + search.label.slice(1)}
          />
          <Button type="submit" variant="outline" className="h-10">
            <Search aria-hidden />
            Search
          </Button>
        </div>
      ) : null}
    </Form>
  )
}
