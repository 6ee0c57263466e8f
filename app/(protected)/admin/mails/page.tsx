import type { Metadata } from 'next'
import { Suspense } from 'react'
import { z } from 'zod'
import { FilterBar } from '@/components/admin/list/filter-bar'
import { listPath } from '@/components/admin/list/list-path'
import { ListSkeleton } from '@/components/admin/list/list-skeleton'
import { MAIL_OPTIONS } from '@/components/admin/mails/mail-badge'
import { MailList } from '@/components/admin/mails/mail-list'
import { MAIL_TITLES } from '@/components/admin/mails/mail-title'
import { PageHeader } from '@/components/ui/page-header'
import { PageLinks } from '@/components/ui/page-links'
import { searchMails } from '@/lib/admin/operations/mails'
import { MailStatus } from '@/lib/admin/shapes/mail'
import { requireAdmin } from '@/lib/auth/session'
import { isNotificationKind } from '@/lib/notifications/kinds'
import { BeforeQuery } from '@/lib/page'

export const metadata: Metadata = { title: 'Mails' }

const PATH = '/admin/mails'
const Query = z.object({
  q: z.string().trim().max(200).catch(''),
  status: MailStatus.optional().catch(undefined),
  kind: z.string().refine(isNotificationKind).optional().catch(undefined),
  before: BeforeQuery,
})

async function Mails({ searchParams }: Pick<PageProps<typeof PATH>, 'searchParams'>) {
  const { before, ...filters } = Query.parse(await searchParams)
  const admin = await requireAdmin(listPath(PATH, { ...filters, before }))
  const { q, status, kind } = filters
  const { rows, nextBefore } = await searchMails(admin.id, { search: q, status, kind, before })
  return (
    <>
      <PageHeader title="Mails" description="The outbox: what people are told by mail, sent or not." />
      <FilterBar
        path={PATH}
        search={{ value: q, label: 'email address' }}
        choices={[
          { name: 'status', label: 'State', value: status ?? '', all: 'Every state', options: MAIL_OPTIONS },
          {
            name: 'kind',
            label: 'Kind',
            value: kind ?? '',
            all: 'Every kind',
            options: MAIL_TITLES,
          },
        ]}
      />
      <MailList mails={rows} isNarrowed={Boolean(q || status || kind)} />
      <PageLinks
        newest={before ? listPath(PATH, filters) : null}
        older={nextBefore ? listPath(PATH, { ...filters, before: nextBefore }) : null}
      />
    </>
  )
}

export default function MailsPage({ searchParams }: PageProps<typeof PATH>) {
  return (
    <div className="grid grid-cols-1 gap-6">
      <Suspense fallback={<ListSkeleton />}>
        <Mails searchParams={searchParams} />
      </Suspense>
    </div>
  )
}
