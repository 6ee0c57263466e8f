import type { Metadata } from 'next'
import { Suspense } from 'react'
import { z } from 'zod'
import { EVENT_OPTIONS } from '@/components/admin/events/event-badge'
import { EventList } from '@/components/admin/events/event-list'
import { FilterBar } from '@/components/admin/list/filter-bar'
import { listPath } from '@/components/admin/list/list-path'
import { ListSkeleton } from '@/components/admin/list/list-skeleton'
import { PageHeader } from '@/components/ui/page-header'
import { PageLinks } from '@/components/ui/page-links'
import { listEventTypes, searchEvents } from '@/lib/admin/operations/events'
import { EventStatus } from '@/lib/admin/shapes/event'
import { requireAdmin } from '@/lib/auth/session'

export const metadata: Metadata = { title: 'Webhook events' }

const PATH = '/admin/webhooks'
const Query = z.object({
  q: z.string().trim().max(255).catch(''),
  status: EventStatus.optional().catch(undefined),
  type: z.string().min(1).max(100).optional().catch(undefined),
  before: z.string().max(255).optional().catch(undefined),
})

async function Events({ searchParams }: Pick<PageProps<typeof PATH>, 'searchParams'>) {
  const { before, ...filters } = Query.parse(await searchParams)
  const admin = await requireAdmin(listPath(PATH, { ...filters, before }))
  const { q, status, type } = filters
  const [{ rows, nextBefore }, types] = await Promise.all([
    searchEvents(admin.id, { search: q, status, type, before }),
    listEventTypes(admin.id),
  ])
  return (
    <>
      <PageHeader title="Webhook events" description="Events Dodo sent, and what came of each." />
      <FilterBar
        path={PATH}
        search={{ value: q, label: 'email address or any id' }}
        choices={[
          { name: 'status', label: 'State', value: status ?? '', all: 'Every state', options: EVENT_OPTIONS },
          {
            name: 'type',
            label: 'Type',
            value: type ?? '',
            all: 'Every type',
            options: types.map((name) => [name, name] as const),
          },
        ]}
      />
      <EventList events={rows} isNarrowed={Boolean(q || status || type)} />
      <PageLinks
        newest={before ? listPath(PATH, filters) : null}
        older={nextBefore ? listPath(PATH, { ...filters, before: nextBefore }) : null}
      />
    </>
  )
}

export default function WebhooksPage({ searchParams }: PageProps<typeof PATH>) {
  return (
    <div className="grid grid-cols-1 gap-6">
      <Suspense fallback={<ListSkeleton />}>
        <Events searchParams={searchParams} />
      </Suspense>
    </div>
  )
}
