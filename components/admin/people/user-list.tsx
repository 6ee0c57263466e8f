import { SearchX } from 'lucide-react'
import Link from 'next/link'
import type { ReactNode } from 'react'
import { Amount } from '@/components/ui/amount'
import { Avatar } from '@/components/ui/avatar'
import { Badge } from '@/components/ui/badge'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { LocalTime } from '@/components/ui/local-time'
import { Skeleton } from '@/components/ui/skeleton'
import type { FoundUser } from '@/lib/admin/shapes/user'
import { cn } from '@/lib/cn'

const COLUMNS =
  'grid grid-cols-3 gap-x-4 gap-y-2 px-5 sm:px-6 md:grid-cols-[minmax(0,1fr)_5rem_5rem_6.5rem] md:items-center lg:grid-cols-[minmax(0,1fr)_5rem_5rem_6.5rem_6.5rem]'

function Cell({ label, className, children }: { label: string; className?: string; children: ReactNode }) {
  return (
    <p className={cn('tabular text-sm md:text-right', className)}>
      <span className="block text-muted-foreground text-xs md:sr-only">{label} </span>
      {children}
    </p>
  )
}

function UserRow({ user, planName }: { user: FoundUser; planName: string }) {
  const { id, email, name, role, plan, available, held, debt, spent, lastActiveAt, createdAt } = user
  return (
    <li className={`${COLUMNS} relative py-3.5 transition-colors hover:bg-accent/50`}>
      <div className="col-span-3 flex min-w-0 items-center gap-3 md:col-span-1">
        <Avatar name={name ?? email} />
        <div className="min-w-0">
          <p className="flex flex-wrap items-center gap-x-2 gap-y-1 font-medium text-sm">
            {/* The link covers the row. */}
            <Link href={`/admin/users/${id}`} className="wrap-anywhere after:absolute after:inset-0">
              {name ?? email}
            </Link>
            {role === 'admin' ? <Badge variant="brand">Admin</Badge> : null}
            {plan === 'free' ? null : <Badge variant="outline">{planName}</Badge>}
            {debt > 0 ? (
              <Badge variant="destructive">
                Owes <Amount value={debt} />
              </Badge>
            ) : null}
          </p>
          {name ? <p className="truncate text-muted-foreground text-xs">{email}</p> : null}
        </div>
      </div>
      <Cell label="Balance">
        <Amount value={available} />
        {held > 0 ? (
          <span className="block text-muted-foreground text-xs">
            <Amount value={held} /> on hold
          </span>
        ) : null}
      </Cell>
      <Cell label="Spent">
        <Amount value={spent} />
      </Cell>
      <Cell label="Last active">
        <LocalTime iso={lastActiveAt} dateOnly />
      </Cell>
      <Cell label="Joined" className="hidden lg:block">
        <LocalTime iso={createdAt} dateOnly />
      </Cell>
    </li>
  )
}

/** People as found. `plans` names their plans by id. */
export function UserList({ users, plans }: { users: FoundUser[]; plans: { id: string; name: string }[] }) {
  if (users.length === 0) {
    return (
      <Card>
        <EmptyState
          icon={<SearchX />}
          title="Nobody found"
          description="Search by the start of an email address or name, or by a full id, and check the filters."
        />
      </Card>
    )
  }
  const names = new Map(plans.map(({ id, name }) => [id, name]))
  return (
    <Card className="overflow-hidden">
      <div aria-hidden className={`${COLUMNS} hidden border-b py-2 text-muted-foreground text-xs md:grid`}>
        <span>Person</span>
        <span className="text-right">Balance</span>
        <span className="text-right">Spent</span>
        <span className="text-right">Last active</span>
        <span className="hidden text-right lg:block">Joined</span>
      </div>
      <ul className="divide-y">
        {users.map((user) => (
          <UserRow key={user.id} user={user} planName={names.get(user.plan) ?? user.plan} />
        ))}
      </ul>
    </Card>
  )
}

export function UserListSkeleton() {
  return (
    <div className="grid gap-6">
      <Skeleton className="h-14 max-w-reading" />
      <Skeleton className="h-22 rounded-lg" />
      <Card>
        <div className="divide-y">
          {Array.from({ length: 8 }, (_, row) => `row-${row}`).map((key) => (
            <div key={key} className="flex h-16 items-center justify-between px-5 sm:px-6">
              <Skeleton className="h-4 w-48" />
              <Skeleton className="h-4 w-24" />
            </div>
          ))}
        </div>
      </Card>
    </div>
  )
}
