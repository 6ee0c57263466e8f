import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { Suspense } from 'react'
import { DismissDialog } from '@/components/admin/events/dismiss-dialog'
import { EventDetails } from '@/components/admin/events/event-details'
import { ReplayButton } from '@/components/admin/events/replay-button'
import { BackLink } from '@/components/admin/list/back-link'
import { ListSkeleton } from '@/components/admin/list/list-skeleton'
import { AcceptDialog } from '@/components/admin/purchases/accept-dialog'
import { PageHeader } from '@/components/ui/page-header'
import { getEvent } from '@/lib/admin/operations/events'
import type { EventDetails as Details } from '@/lib/admin/shapes/event'
import { requireAdmin } from '@/lib/auth/session'

export const metadata: Metadata = { title: 'Webhook event' }

function decode(id: string): string {
  try {
    return decodeURIComponent(id)
  } catch {
    return id
  }
}

function Actions({ event: { id, canReplay, purchase } }: { event: Details }) {
  const acceptance = purchase?.acceptance
  return (
    <>
      {acceptance ? <AcceptDialog purchase={purchase} acceptance={acceptance} /> : null}
      {canReplay ? (
        <>
          <ReplayButton id={id} isMinor={Boolean(acceptance ?? purchase?.otherPayment)} />
          <DismissDialog id={id} />
        </>
      ) : null}
    </>
  )
}

async function Event({ params }: Pick<PageProps<'/admin/webhooks/[id]'>, 'params'>) {
  const { id } = await params
  const admin = await requireAdmin(`/admin/webhooks/${id}`)
  const event = await getEvent(admin.id, decode(id))
  if (!event) notFound()
  return (
    <>
      <BackLink href="/admin/webhooks">Webhook events</BackLink>
      <PageHeader
        title={event.type}
        actions={event.canReplay || event.purchase?.acceptance ? <Actions event={event} /> : null}
      />
      <EventDetails event={event} />
    </>
  )
}

export default function WebhookPage({ params }: PageProps<'/admin/webhooks/[id]'>) {
  return (
    <div className="grid grid-cols-1 gap-6">
      <Suspense fallback={<ListSkeleton />}>
        <Event params={params} />
      </Suspense>
    </div>
  )
}
