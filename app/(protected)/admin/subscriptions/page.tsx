import type { Metadata } from 'next'
import { Suspense } from 'react'
import { z } from 'zod'
import { FilterBar } from '@/components/admin/list/filter-bar'
import { listPath } from '@/components/admin/list/list-path'
import { ListSkeleton } from '@/components/admin/list/list-skeleton'
import { SubscriptionList } from '@/components/admin/records/subscription-list'
import { SUBSCRIPTION_OPTIONS } from '@/components/billing/plan/subscription-badge'
import { PageHeader } from '@/components/ui/page-header'
import { PageLinks } from '@/components/ui/page-links'
import { getCatalogue } from '@/lib/admin/catalogue/items'
import { searchSubscriptions } from '@/lib/admin/operations/lists'
import { requireAdmin } from '@/lib/auth/session'
import { SubscriptionStatus } from '@/lib/subscriptions/plan'

export const metadata: Metadata = { title: 'Subscriptions' }

const PATH = '/admin/subscriptions'
const Query = z.object({
  q: z.string().trim().max(200).catch(''),
  status: SubscriptionStatus.optional().catch(undefined),
  plan: z
    .string()
    .regex(/^[a-z0-9_-]{1,40}$/)
    .optional()
    .catch(undefined),
  before: z.string().max(255).optional().catch(undefined),
})

async function Subscriptions({ searchParams }: Pick<PageProps<typeof PATH>, 'searchParams'>) {
  const { before, ...filters } = Query.parse(await searchParams)
  const admin = await requireAdmin(listPath(PATH, { ...filters, before }))
  const { q, status, plan } = filters
  const [{ rows, nextBefore }, { plans }] = await Promise.all([
    searchSubscriptions(admin.id, { search: q, status, plan, before }),
    getCatalogue(admin.id),
  ])
  return (
    <>
      <PageHeader title="Subscriptions" description="Who is on a plan, at the terms they agreed to." />
      <FilterBar
        path={PATH}
        search={{ value: q, label: 'email address or id' }}
        choices={[
          {
            name: 'status',
            label: 'State',
            value: status ?? '',
            all: 'Every state',
            options: SUBSCRIPTION_OPTIONS,
          },
          {
            name: 'plan',
            label: 'Plan',
            value: plan ?? '',
            all: 'Every plan',
            options: plans.filter(({ id }) => id !== 'free').map(({ id, name }) => [id, name] as const),
          },
        ]}
      />
      <SubscriptionList subscriptions={rows} isNarrowed={Boolean(q || status || plan)} />
      <PageLinks
        newest={before ? listPath(PATH, filters) : null}
        older={nextBefore ? listPath(PATH, { ...filters, before: nextBefore }) : null}
      />
    </>
  )
}

export default function SubscriptionsPage({ searchParams }: PageProps<typeof PATH>) {
  return (
    <div className="grid grid-cols-1 gap-6">
      <Suspense fallback={<ListSkeleton />}>
        <Subscriptions searchParams={searchParams} />
      </Suspense>
    </div>
  )
}
