import { Download } from 'lucide-react'
import type { Metadata } from 'next'
import { Suspense } from 'react'
import { AuditList } from '@/components/admin/audit/audit-list'
import { FilterBar } from '@/components/admin/list/filter-bar'
import { listPath } from '@/components/admin/list/list-path'
import { Button } from '@/components/ui/button'
import { PageHeader } from '@/components/ui/page-header'
import { PageLinks } from '@/components/ui/page-links'
import { Skeleton } from '@/components/ui/skeleton'
import { listActionKinds, listAdminActions } from '@/lib/admin/audit'
import { AuditFilter } from '@/lib/admin/shapes/admin-action'
import { requireAdmin } from '@/lib/auth/session'
import { BeforeQuery } from '@/lib/page'
import { toWords } from '@/lib/to-words'

export const metadata: Metadata = { title: 'Audit log' }

const PATH = '/admin/audit'
const Query = AuditFilter.extend({
  before: BeforeQuery,
})

async function Audit({ searchParams }: Pick<PageProps<typeof PATH>, 'searchParams'>) {
  const { before, ...filter } = Query.parse(await searchParams)
  const admin = await requireAdmin(listPath(PATH, { ...filter, before }))
  const [{ rows, nextBefore }, kinds] = await Promise.all([
    listAdminActions(admin.id, filter, { before }),
    listActionKinds(admin.id),
  ])
  return (
    <>
      <PageHeader
        title="Audit log"
        description="What admins did, to whom and why, with the values before and after."
        actions={
          <Button asChild variant="outline">
            <a href={listPath('/api/admin/audit', filter)} download>
              <Download aria-hidden />
              Export CSV
            </a>
          </Button>
        }
      />
      <FilterBar
        path={PATH}
        search={[
          { name: 'admin', value: filter.admin, label: 'admin' },
          { name: 'target', value: filter.target, label: 'person, or plan:pro' },
        ]}
        choices={[
          {
            name: 'action',
            label: 'Action',
            value: filter.action,
            all: 'Every action',
            options: kinds.map((kind) => [kind, toWords(kind)] as const),
          },
        ]}
      />
      <AuditList actions={rows} isNarrowed={Object.values(filter).some(Boolean)} />
      <PageLinks
        newest={before ? listPath(PATH, filter) : null}
        older={nextBefore ? listPath(PATH, { ...filter, before: nextBefore }) : null}
      />
    </>
  )
}

function AuditSkeleton() {
  return (
    <>
      <Skeleton className="h-14 max-w-reading" />
      <Skeleton className="h-10 rounded-lg" />
      <Skeleton className="h-96 rounded-xl" />
    </>
  )
}

export default function AuditPage({ searchParams }: PageProps<typeof PATH>) {
  return (
    <div className="grid gap-6">
      <Suspense fallback={<AuditSkeleton />}>
        <Audit searchParams={searchParams} />
      </Suspense>
    </div>
  )
}
