import type { Metadata } from 'next'
import { Suspense } from 'react'
import { FilterBar } from '@/components/admin/list/filter-bar'
import { listPath } from '@/components/admin/list/list-path'
import { userChoices } from '@/components/admin/people/user-choices'
import { UserList, UserListSkeleton } from '@/components/admin/people/user-list'
import { LocalTime } from '@/components/ui/local-time'
import { PageHeader } from '@/components/ui/page-header'
import { PageLinks } from '@/components/ui/page-links'
import { getCatalogue } from '@/lib/admin/catalogue/items'
import { searchUsers } from '@/lib/admin/people/search-users'
import { UserFilter } from '@/lib/admin/shapes/user'
import { requireAdmin } from '@/lib/auth/session'
import { freshenFigures } from '@/lib/reports/roll-up'

export const metadata: Metadata = { title: 'Users' }

const PATH = '/admin/users'

const pathOf = ({ sort, ...filter }: UserFilter, before?: string) =>
  listPath(PATH, { ...filter, sort: sort === 'newest' ? '' : sort, before })

async function Users({ searchParams }: Pick<PageProps<typeof PATH>, 'searchParams'>) {
  const query = UserFilter.parse(await searchParams)
  // An empty choice of the form is none.
  const filter = { ...query, plan: query.plan || undefined }
  const admin = await requireAdmin(pathOf(filter, filter.before))
  // Who paid or made a call when is read from the daily figures.
  if (filter.when && !filter.when.startsWith('joined')) await freshenFigures()
  const [{ rows, nextBefore }, { plans }] = await Promise.all([
    searchUsers(admin.id, filter),
    getCatalogue(admin.id),
  ])
  const asOf = rows[0]?.asOf
  const goesByFigures = filter.sort !== 'newest' || filter.has === 'credits' || filter.has === 'none'
  return (
    <>
      <PageHeader title="Users" description="Everybody who signed up, with their current balance." />
      <FilterBar
        path={PATH}
        search={{ value: filter.q, label: 'email address, name or id' }}
        choices={userChoices(filter, plans)}
      />
      <UserList users={rows} plans={plans} />
      {goesByFigures || rows.length > 0 ? (
        <p className="text-muted-foreground text-xs">
          {asOf ? (
            <>
              Balances and debts are live. Spending, less refunds,{goesByFigures ? ' and so the order' : ''}{' '}
              was last counted <LocalTime iso={asOf} />. This visit starts a recount.
            </>
          ) : rows.length > 0 ? (
            'What people have spent is being counted for the first time. Look again in a moment.'
          ) : (
            'This list uses figures that are recounted on each visit, so people may be missing for a moment.'
          )}
        </p>
      ) : null}
      <PageLinks
        newest={filter.before ? pathOf(filter) : null}
        older={nextBefore ? pathOf(filter, nextBefore) : null}
      />
    </>
  )
}

export default function UsersPage({ searchParams }: PageProps<typeof PATH>) {
  return (
    <div className="grid gap-6">
      <Suspense fallback={<UserListSkeleton />}>
        <Users searchParams={searchParams} />
      </Suspense>
    </div>
  )
}
