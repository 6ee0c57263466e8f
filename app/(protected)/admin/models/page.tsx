import type { Metadata } from 'next'
import { Suspense } from 'react'
import { z } from 'zod'
import { FilterBar } from '@/components/admin/list/filter-bar'
import { listPath } from '@/components/admin/list/list-path'
import { ListSkeleton } from '@/components/admin/list/list-skeleton'
import { ModelList } from '@/components/admin/records/model-list'
import { MODEL_OPTIONS } from '@/components/models/model-badge'
import { PageHeader } from '@/components/ui/page-header'
import { PageLinks } from '@/components/ui/page-links'
import { searchModels } from '@/lib/admin/operations/lists'
import { ModelStatus } from '@/lib/admin/shapes/record'
import { requireAdmin } from '@/lib/auth/session'

export const metadata: Metadata = { title: 'Models' }

const PATH = '/admin/models'
const Query = z.object({
  q: z.string().trim().max(200).catch(''),
  status: ModelStatus.optional().catch(undefined),
  before: z.uuid().optional().catch(undefined),
})

async function Models({ searchParams }: Pick<PageProps<typeof PATH>, 'searchParams'>) {
  const { before, ...filters } = Query.parse(await searchParams)
  const admin = await requireAdmin(listPath(PATH, { ...filters, before }))
  const { q, status } = filters
  const { rows, nextBefore } = await searchModels(admin.id, { search: q, status, before })
  return (
    <>
      <PageHeader
        title="Models"
        description="Everybody’s trained models, their files and how long they are kept."
      />
      <FilterBar
        path={PATH}
        search={{ value: q, label: 'email address of the owner' }}
        choices={[
          { name: 'status', label: 'State', value: status ?? '', all: 'Every state', options: MODEL_OPTIONS },
        ]}
      />
      <ModelList models={rows} isNarrowed={Boolean(q || status)} />
      <PageLinks
        newest={before ? listPath(PATH, filters) : null}
        older={nextBefore ? listPath(PATH, { ...filters, before: nextBefore }) : null}
      />
    </>
  )
}

export default function ModelsPage({ searchParams }: PageProps<typeof PATH>) {
  return (
    <div className="grid grid-cols-1 gap-6">
      <Suspense fallback={<ListSkeleton />}>
        <Models searchParams={searchParams} />
      </Suspense>
    </div>
  )
}
