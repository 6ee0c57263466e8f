import { ArrowLeft } from 'lucide-react'
import type { Metadata } from 'next'
import Link from 'next/link'
import { Suspense } from 'react'
import { z } from 'zod'
import { Receipts } from '@/components/billing/receipts'
import { PageHeader } from '@/components/ui/page-header'
import { PageLinks } from '@/components/ui/page-links'
import { Skeleton } from '@/components/ui/skeleton'
import { requireUser } from '@/lib/auth/session'
import { listPurchases } from '@/lib/purchases/list-purchases'

export const metadata: Metadata = { title: 'Receipts' }

const PATH = '/billing/receipts'
const Query = z.object({ before: z.uuid().optional().catch(undefined) })

async function History({ searchParams }: Pick<PageProps<typeof PATH>, 'searchParams'>) {
  const { before } = Query.parse(await searchParams)
  const user = await requireUser(before ? `${PATH}?before=${before}` : PATH)
  const { rows, nextBefore } = await listPurchases(user.id, before)
  return (
    <>
      <Receipts receipts={rows} />
      <PageLinks newest={before ? PATH : null} older={nextBefore ? `${PATH}?before=${nextBefore}` : null} />
    </>
  )
}

export default function ReceiptsPage({ searchParams }: PageProps<typeof PATH>) {
  return (
    <div className="grid gap-8">
      <Link
        href="/billing"
        className="-mb-4 inline-flex w-fit items-center gap-1.5 rounded-sm text-muted-foreground text-sm transition-colors hover:text-foreground"
      >
        <ArrowLeft aria-hidden className="size-4" />
        Back to billing
      </Link>
      <PageHeader
        title="Receipts"
        description="The packages you bought, with invoices. Plan invoices are on Billing."
      />
      <div className="grid gap-4">
        <Suspense fallback={<Skeleton className="h-64 rounded-xl" />}>
          <History searchParams={searchParams} />
        </Suspense>
      </div>
    </div>
  )
}
