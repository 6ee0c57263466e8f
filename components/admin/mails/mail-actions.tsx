'use client'

import { RotateCw } from 'lucide-react'
import type { Route } from 'next'
import { useRouter } from 'next/navigation'
import { toast } from 'sonner'
import { useOneAtATime } from '@/components/form/use-one-at-a-time'
import { Button } from '@/components/ui/button'
import { ConfirmDialog } from '@/components/ui/confirm-dialog'
import { useRefresh } from '@/components/ui/use-refresh'
import type { MailStatus } from '@/lib/admin/shapes/mail'
import { type ApiError, asApiError, postJson } from '@/lib/api-client'

const DONE = {
  retry: 'It will be tried again now.',
  cancel: 'It will not be sent.',
  resend: 'A copy is on its way.',
}

function sayRefusal({ code, details, message }: ApiError): string {
  if (details.reason === 'unwanted') return 'They have switched such mails off since.'
  return code === 'conflict' ? 'Its state has changed meanwhile.' : message
}

type MailActionsProps = {
  id: string
  status: MailStatus
  /** False: it can't be composed, so no attempt can succeed. */
  canSend: boolean
}

/** What can be done with a mail. */
export function MailActions({ id, status, canSend }: MailActionsProps) {
  const router = useRouter()
  const refresh = useRefresh()

  async function decide(decision: keyof typeof DONE) {
    const { id: next } = await postJson<{ id: number }>(`/api/admin/mails/${id}`, { decision })
    toast.success(DONE[decision])
    if (String(next) !== id) router.push(`/admin/mails/${next}` as Route)
  }
  const { isRunning, run: retry } = useOneAtATime(async () => {
    try {
      await decide('retry')
    } catch (error) {
      toast.error(sayRefusal(asApiError(error)))
    }
    refresh()
  })
  async function confirmed(decision: 'cancel' | 'resend') {
    try {
      await decide(decision)
    } finally {
      refresh()
    }
  }

  return (
    <>
      {status === 'failed' && canSend ? (
        <Button pending={isRunning} onClick={retry}>
          <RotateCw aria-hidden />
          Retry
        </Button>
      ) : null}
      {status === 'failed' || status === 'queued' ? (
        <ConfirmDialog
          trigger={<Button variant="outline">Don’t send</Button>}
          title="Don’t send this mail?"
          description="It stays in the outbox as Not sent and is never retried. If it is being sent right now, it still arrives."
          action="Don’t send"
          dismiss="Keep it"
          onConfirm={() => confirmed('cancel')}
        />
      ) : null}
      {status === 'sent' && canSend ? (
        <ConfirmDialog
          trigger={
            <Button variant="outline">
              <RotateCw aria-hidden />
              Send again
            </Button>
          }
          title="Send this mail again?"
          description="The same person gets the same mail again. Ask them to check their junk folder first."
          action="Send again"
          isHarmless
          onConfirm={() => confirmed('resend')}
        />
      ) : null}
    </>
  )
}
