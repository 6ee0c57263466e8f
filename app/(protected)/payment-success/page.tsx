import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { Suspense } from 'react'
import { z } from 'zod'
import { PaymentStatus } from '@/components/billing/payment-status'
import { Skeleton } from '@/components/ui/skeleton'
import { findPurchase } from '@/lib/purchases/get-purchase'
import { loadViewer } from '../viewer'

export const metadata: Metadata = { title: 'Payment' }

// What else the return address carries is written by the browser and believed by nobody.
const Query = z.object({ purchase: z.uuid() })

async function Status({ searchParams }: Pick<PageProps<'/payment-success'>, 'searchParams'>) {
  const query = Query.safeParse(await searchParams)
  if (!query.success) notFound()
  const { purchase: purchaseId } = query.data
  const { user, balance } = await loadViewer(`/payment-success?purchase=${purchaseId}`)
  const purchase = await findPurchase(user.id, purchaseId)
  if (!purchase) notFound()
  return <PaymentStatus userId={user.id} balance={balance} purchase={purchase} />
}

export default function PaymentSuccessPage({ searchParams }: PageProps<'/payment-success'>) {
  return (
    <div className="mx-auto grid max-w-form gap-6 py-6">
      <Suspense fallback={<Skeleton className="h-72 rounded-xl" />}>
        <Status searchParams={searchParams} />
      </Suspense>
    </div>
  )
}
