import { Search } from 'lucide-react'
import type { Metadata, Route } from 'next'
import Form from 'next/form'
import { Suspense } from 'react'
import { z } from 'zod'
import { PurchaseList } from '@/components/admin/purchases/purchase-list'
import { Button } from '@/components/ui/button'
import { Input } from '@/components/ui/input'
import { PageHeader } from '@/components/ui/page-header'
import { PageLinks } from '@/components/ui/page-links'
import { Skeleton } from '@/components/ui/skeleton'
import { searchPurchases } from '@/lib/admin/search-purchases'
import { requireAdmin } from '@/lib/auth/session'

export const metadata: Metadata = { title: 'Purchases' }

const PATH = '/admin/purchases'
const Query = z.object({
  q: z.string().trim().max(200).catch(''),
  before: z.uuid().optional().catch(undefined),
})

function pathOf({ q, before }: { q: string; before?: string | null }): Route {
  const query = new URLSearchParams({ ...(q && { q }), ...(before && { before }) }).toString()
  return (query ? `${PATH}?${query}` : PATH) as Route
}

// The heading too waits for the check: to anyone else this page does not exist.
async function Purchases({ searchParams }: Pick<PageProps<typeof PATH>, 'searchParams'>) {
  const { q, before } = Query.parse(await searchParams)
  const admin = await requireAdmin(pathOf({ q, before }))
  const { rows, nextBefore } = await searchPurchases(admin.id, { search: q, before })
  return (
    <>
      <PageHeader title="Purchases" description="Every purchase, newest first. Refunds go through Dodo." />
      <Form action={PATH} className="flex gap-2">
        <Input
          key={q}
          type="search"
          name="q"
          defaultValue={q}
          maxLength={200}
          aria-label="Search by mail address or payment id"
          placeholder="Mail address or payment id"
        />
        <Button type="submit" variant="outline" className="h-10">
          <Search aria-hidden />
          Search
        </Button>
      </Form>
      <PurchaseList purchases={rows} search={q} />
      <PageLinks
        newest={before ? pathOf({ q }) : null}
        older={nextBefore ? pathOf({ q, before: nextBefore }) : null}
      />
    </>
  )
}

export default function AdminPurchasesPage({ searchParams }: PageProps<typeof PATH>) {
  return (
    <div className="grid gap-6">
      <Suspense fallback={<Skeleton className="h-64 rounded-xl" />}>
        <Purchases searchParams={searchParams} />
      </Suspense>
    </div>
  )
}
