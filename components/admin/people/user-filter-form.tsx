import { Search } from 'lucide-react'
import Form from 'next/form'
import Link from 'next/link'
import { Button } from '@/components/ui/button'
import { Input } from '@/components/ui/input'
import { NativeSelect } from '@/components/ui/native-select'
import type { UserFilter } from '@/lib/admin/shapes/user'

type Option = readonly [value: string, label: string]

const ROLES: Option[] = [
  ['', 'Everybody'],
  ['user', 'Users'],
  ['admin', 'Admins'],
]
const HAS: Option[] = [
  ['', 'Any balance'],
  ['credits', 'Has credits'],
  ['none', 'Has none'],
  ['debt', 'In debt'],
]
const SORTS: Option[] = [
  ['', 'Newest first'],
  ['balance', 'Highest balance'],
  ['spending', 'Spent the most'],
  ['active', 'Active last'],
]

function Choice({
  name,
  label,
  value,
  options,
}: {
  name: string
  label: string
  value: string
  options: Option[]
}) {
  return (
    <NativeSelect key={value} name={name} defaultValue={value} aria-label={label}>
      {options.map(([key, text]) => (
        <option key={key} value={key}>
          {text}
        </option>
      ))}
    </NativeSelect>
  )
}

/** Narrows and sorts the list of people; works without JavaScript. */
export function UserFilterForm({
  filter,
  plans,
}: {
  filter: UserFilter
  plans: { id: string; name: string }[]
}) {
  const { q, role, plan, has, sort } = filter
  const isNarrowed = Boolean(q || role || plan || has || sort !== 'newest')
  return (
    <Form action="/admin/users" className="grid gap-2">
      <div className="flex gap-2">
        <Input
          key={q}
          type="search"
          name="q"
          defaultValue={q}
          maxLength={200}
          aria-label="Search by mail address, name or id"
          placeholder="Mail address, name or id"
        />
        <Button type="submit" variant="outline" className="h-10">
          <Search aria-hidden />
          Search
        </Button>
      </div>
      <div className="grid grid-cols-2 gap-2 sm:grid-cols-4">
        <Choice name="role" label="Role" value={role ?? ''} options={ROLES} />
        <Choice
          name="plan"
          label="Plan"
          value={plan ?? ''}
          options={[['', 'Any plan'], ...plans.map(({ id, name }): Option => [id, `${name} plan`])]}
        />
        <Choice name="has" label="Balance" value={has ?? ''} options={HAS} />
        <Choice name="sort" label="Order" value={sort === 'newest' ? '' : sort} options={SORTS} />
      </div>
      {isNarrowed ? (
        <p className="text-sm">
          <Link className="link" href="/admin/users">
            Show everybody
          </Link>
        </p>
      ) : null}
    </Form>
  )
}
