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
      title="Is this event dealt with?"
      description="It stays here as ignored, with what went wrong, and nobody is reminded of it any more. It can’t be replayed after that. No credits and no money move."
      trigger={
        <Button variant="outline">
          <CheckCheck aria-hidden />
          Dealt with
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
      toast.success('Dealt with.')
      onDone()
      refresh()
    } catch (error) {
      const refusal = asApiError(error)
      setProblem(
        refusal.code === 'conflict'
          ? { title: 'Not marked', text: 'It was dealt with meanwhile.' }
          : explainRefusal(refusal, 'Not marked'),
      )
    }
  })

  return (
    <CheckedForm isReady={reason.trim() !== ''} onSubmit={dismiss}>
      <ReasonField hint="Shown with the event and in the audit log." value={reason} onChange={setReason} />
      <FormEnd problem={problem} isRunning={isRunning}>
        Mark as dealt with
      </FormEnd>
    </CheckedForm>
  )
}
