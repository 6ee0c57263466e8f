import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { Suspense } from 'react'
import { BackLink } from '@/components/admin/list/back-link'
import { ListSkeleton } from '@/components/admin/list/list-skeleton'
import { MailActions } from '@/components/admin/mails/mail-actions'
import { MailDetails } from '@/components/admin/mails/mail-details'
import { mailTitle } from '@/components/admin/mails/mail-title'
import { PageHeader } from '@/components/ui/page-header'
import { getMail } from '@/lib/admin/operations/mails'
import { requireAdmin } from '@/lib/auth/session'
import { previewMail } from '@/lib/mail/preview-mail'

export const metadata: Metadata = { title: 'Mail' }

async function Mail({ params }: Pick<PageProps<'/admin/mails/[id]'>, 'params'>) {
  const { id } = await params
  const admin = await requireAdmin(`/admin/mails/${id}`)
  const mail = /^\d{1,15}$/.test(id) ? await getMail(admin.id, Number(id)) : null
  if (!mail) notFound()
  const preview = await previewMail({ ...mail, id: Number(mail.id) })
  return (
    <>
      <BackLink href="/admin/mails">Mails</BackLink>
      <PageHeader
        title={'subject' in preview ? preview.subject : mailTitle(mail.kind)}
        actions={<MailActions id={mail.id} status={mail.status} canSend={'html' in preview} />}
      />
      <MailDetails mail={mail} preview={preview} />
    </>
  )
}

export default function MailPage({ params }: PageProps<'/admin/mails/[id]'>) {
  return (
    <div className="grid grid-cols-1 gap-6">
      <Suspense fallback={<ListSkeleton />}>
        <Mail params={params} />
      </Suspense>
    </div>
  )
}
