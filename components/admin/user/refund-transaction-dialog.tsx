'use client'

import { Undo2 } from 'lucide-react'
import { useState } from 'react'
import { toast } from 'sonner'
import { CheckedField, CheckedForm } from '@/components/form/checked-form'
import { FormDialog } from '@/components/form/form-dialog'
import { FormEnd, type Refusal } from '@/components/form/form-end'
import { useOneAtATime } from '@/components/form/use-one-at-a-time'
import { Amount } from '@/components/ui/amount'
import { Button } from '@/components/ui/button'
import { Input } from '@/components/ui/input'
import { useRefresh } from '@/components/ui/use-refresh'
import { asApiError, postJson } from '@/lib/api-client'
import { Choice } from '../form/choice'
import { ReasonField } from '../form/reason-field'
import { explainRefusal, HAD_ARRIVED } from '../form/refusal'
import { type RetryKeys, useRetryKey } from '../form/use-retry-key'
import { RefundOutcome } from './refund-outcome'

const NO_AMOUNT = 'Write a whole number, 1 or more.'

type Deduction = {
  userId: string
  transactionId: number
  /** Credits that can still be given back. */
  refundable: number
}

/** Opens the window in which an admin gives a deduction back. */
export function RefundTransactionDialog(deduction: Deduction) {
  const keys = useRetryKey()
  return (
    <FormDialog
      title="Refund credits"
      description={`Transaction ${deduction.transactionId}: they go back to the grants they came from.`}
      trigger={
        <Button variant="outline" size="sm" onClick={keys.open}>
          <Undo2 aria-hidden />
          Refund<span className="sr-only"> transaction {deduction.transactionId}</span>
        </Button>
      }
    >
      {(close) => <RefundForm {...deduction} keys={keys} onDone={close} />}
    </FormDialog>
  )
}

function RefundForm({
  userId,
  transactionId,
  refundable,
  keys,
  onDone,
}: Deduction & { keys: RetryKeys; onDone: () => void }) {
  const refresh = useRefresh()
  const [isWhole, setIsWhole] = useState(true)
  const [text, setText] = useState('')
  const [reason, setReason] = useState('')
  const [problem, setProblem] = useState<Refusal | null>(null)

  const part = /^\d{1,15}$/.test(text.trim()) && Number(text) >= 1 ? Number(text) : null
  const isTooMuch = part !== null && part > refundable
  const amount = isWhole ? refundable : isTooMuch ? null : part
  const isReady = amount !== null && reason.trim() !== ''

  const { isRunning, run: refund } = useOneAtATime(async () => {
    if (amount === null) return
    setProblem(null)
    try {
      const { replayed } = await postJson<{ replayed: boolean }>(
        `/api/admin/transactions/${transactionId}/refund`,
        { userId, amount, reason: reason.trim() },
        { idempotencyKey: keys.keyFor('refund') },
      )
      keys.forget('refund')
      toast.success(replayed ? HAD_ARRIVED : 'Credits refunded.')
      onDone()
      refresh()
    } catch (error) {
      const refusal = asApiError(error)
      setProblem(explainRefusal(refusal, 'Not refunded'))
      if (refusal.code === 'idempotency_conflict') keys.close('refund')
      // It may have arrived all the same: the page behind must say so before anybody asks for it again.
      refresh()
    }
  })

  return (
    <CheckedForm isReady={isReady} onSubmit={refund}>
      <Choice
        legend="How much"
        name="extent"
        value={isWhole ? 'whole' : 'part'}
        options={[
          [
            'whole',
            <>
              All that is left, <Amount value={refundable} unit className="font-medium" />
            </>,
          ],
          ['part', 'A part'],
        ]}
        onChange={(value) => setIsWhole(value === 'whole')}
      />
      {isWhole ? null : (
        <CheckedField
          label="Credits"
          hint={isTooMuch ? undefined : `At most ${refundable}.`}
          error={
            text !== '' && part === null ? NO_AMOUNT : isTooMuch ? `Only ${refundable} are left.` : undefined
          }
          missing={text === '' && NO_AMOUNT}
        >
          {(control) => (
            <Input
              {...control}
              autoFocus
              inputMode="numeric"
              autoComplete="off"
              className="tabular max-w-40"
              value={text}
              onChange={(event) => setText(event.target.value)}
            />
          )}
        </CheckedField>
      )}
      <ReasonField
        hint="Kept in the audit log and shown to the user in their history."
        value={reason}
        onChange={setReason}
      />
      {amount === null ? null : (
        <RefundOutcome userId={userId} transactionId={transactionId} amount={amount} />
      )}
      <FormEnd problem={problem} isRunning={isRunning}>
        <span>Refund {amount === null ? '' : <Amount value={amount} />}</span>
      </FormEnd>
    </CheckedForm>
  )
}
