'use client'

import { RotateCw } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { toast } from 'sonner'
import { Button } from '@/components/ui/button'
import { ConfirmDialog } from '@/components/ui/confirm-dialog'
import type { MailStatus } from '@/lib/admin/shapes/mail'
import { ApiError, postJson } from '@/lib/api-client'
import { useOneAtATime } from '../form/use-one-at-a-time'

/** What can be done with a mail that was not sent. */
export function MailActions({ id, status }: { id: string; status: MailStatus }) {
  const router = useRouter()

  async function decide(decision: 'retry' | 'cancel') {
    await postJson(`/api/admin/mails/${id}`, { decision })
    toast.success(decision === 'retry' ? 'It is on its way again.' : 'It will not be sent.')
  }
  const { isRunning, run: retry } = useOneAtATime(async () => {
    try {
      await decide('retry')
    } catch (error) {
      if (!(error instanceof ApiError)) throw error
      toast.error(error.code === 'conflict' ? 'Its state has changed meanwhile.' : error.message)
    }
    router.refresh()
  })
  async function cancel() {
    try {
      await decide('cancel')
    } finally {
      router.refresh()
    }
  }

  return (
    <>
      {status === 'failed' ? (
        <Button pending={isRunning} onClick={retry}>
          <RotateCw aria-hidden />
          Retry
        </Button>
      ) : null}
      {status === 'failed' || status === 'queued' ? (
        <ConfirmDialog
          trigger={<Button variant="outline">Don’t send</Button>}
          title="Not send this mail?"
          description="It stays in the outbox as not sent, and is never tried again. One that is being sent at this moment arrives all the same."
          action="Don’t send"
          dismiss="Keep it"
          onConfirm={cancel}
        />
      ) : null}
    </>
  )
}
