'use client'

import { CheckCheck } from 'lucide-react'
import { useState } from 'react'
import { toast } from 'sonner'
import { CheckedForm } from '@/components/form/checked-form'
import { FormDialog } from '@/components/form/form-dialog'
import { FormEnd, type Refusal } from '@/components/form/form-end'
import { useOneAtATime } from '@/components/form/use-one-at-a-time'
import { Button } from '@/components/ui/button'
import { useRefresh } from '@/components/ui/use-refresh'
import { asApiError, postJson } from '@/lib/api-client'
import { ReasonField } from '../form/reason-field'
import { explainRefusal } from '../form/refusal'

/** Opens the window in which an admin says that nothing more is to be done about an event. */
export function DismissDialog({ id }: { id: string }) {
  return (
    <FormDialog
      title="Mark this event as resolved?"
      description="It is kept as Ignored, with what went wrong, and no longer needs attention. It can’t be replayed after that. No money or credits move."
      trigger={
        <Button variant="outline">
          <CheckCheck aria-hidden />
          Mark as resolved
        </Button>
      }
    >
      {(close) => <DismissForm id={id} onDone={close} />}
    </FormDialog>
  )
}

function DismissForm({ id, onDone }: { id: string; onDone: () => void }) {
  const refresh = useRefresh()
  const [reason, setReason] = useState('')
  const [problem, setProblem] = useState<Refusal | null>(null)

  const { isRunning, run: dismiss } = useOneAtATime(async () => {
    setProblem(null)
    try {
      await postJson('/api/admin/webhooks/dismiss', { id, reason: reason.trim() })
      toast.success('Marked as resolved.')
      onDone()
      refresh()
    } catch (error) {
      const refusal = asApiError(error)
      setProblem(
        refusal.code === 'conflict'
          ? { title: 'Not marked', text: 'It has been handled in the meantime.' }
          : explainRefusal(refusal, 'Not marked'),
      )
    }
  })

  return (
    <CheckedForm isReady={reason.trim() !== ''} onSubmit={dismiss}>
      <ReasonField hint="Shown with the event and in the audit log." value={reason} onChange={setReason} />
      <FormEnd problem={problem} isRunning={isRunning}>
        Mark as resolved
      </FormEnd>
    </CheckedForm>
  )
}
