import { Download } from 'lucide-react'
import type { Metadata, Route } from 'next'
import { Suspense } from 'react'
import { z } from 'zod'
import { AuditFilterForm } from '@/components/admin/audit/audit-filter-form'
import { AuditList } from '@/components/admin/audit/audit-list'
import { Button } from '@/components/ui/button'
import { PageHeader } from '@/components/ui/page-header'
import { PageLinks } from '@/components/ui/page-links'
import { Skeleton } from '@/components/ui/skeleton'
import { listActionKinds, listAdminActions } from '@/lib/admin/audit'
import { AuditFilter } from '@/lib/admin/shapes/admin-action'
import { requireAdmin } from '@/lib/auth/session'

export const metadata: Metadata = { title: 'Audit log' }

const PATH = '/admin/audit'
const Query = AuditFilter.extend({
  before: z.coerce.number().int().positive().optional().catch(undefined),
})

function queryOf({ admin, target, action }: AuditFilter, before?: number | null): string {
  const query = new URLSearchParams({
    ...(admin && { admin }),
    ...(target && { target }),
    ...(action && { action }),
    ...(before && { before: String(before) }),
  }).toString()
  return query && `?${query}`
}

// The heading too waits for the check: to anyone else this page does not exist.
async function Audit({ searchParams }: Pick<PageProps<typeof PATH>, 'searchParams'>) {
  const { before, ...filter } = Query.parse(await searchParams)
  const here = queryOf(filter)
  const admin = await requireAdmin(`${PATH}${queryOf(filter, before)}`)
  const [{ rows, nextBefore }, kinds] = await Promise.all([
    listAdminActions(admin.id, filter, { before }),
    listActionKinds(admin.id),
  ])
  return (
    <>
      <PageHeader
        title="Audit log"
        description="What admins did, to whom and why, with what was so before and after."
        actions={
          <Button asChild variant="outline">
            <a href={`/api/admin/audit${here}`} download>
              <Download aria-hidden />
              Export CSV
            </a>
          </Button>
        }
      />
      <AuditFilterForm filter={filter} kinds={kinds} />
      <AuditList actions={rows} isNarrowed={here !== ''} />
      <PageLinks
        newest={before ? (`${PATH}${here}` as Route) : null}
        older={nextBefore ? (`${PATH}${queryOf(filter, nextBefore)}` as Route) : null}
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
