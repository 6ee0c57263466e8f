'use client'

import { Scale } from 'lucide-react'
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
import { formatNumber } from '@/lib/format-number'
import { Choice } from '../form/choice'
import { ReasonField } from '../form/reason-field'
import { explainRefusal, HAD_ARRIVED } from '../form/refusal'
import { type RetryKeys, useRetryKey } from '../form/use-retry-key'
import { AdjustOutcome } from './adjust-outcome'

/** More credits than this are typed twice. */
const LARGE = 1_000

const NO_AMOUNT = 'Write a whole number, 1 or more.'

type Account = {
  userId: string
  email: string
  /** Credits. */
  available: number
  debt: number
}

/** Opens the window in which an admin adds credits or takes some away. */
export function AdjustDialog(account: Account) {
  const keys = useRetryKey()
  return (
    <FormDialog
      title="Adjust balance"
      description={<span className="wrap-anywhere">{account.email}</span>}
      trigger={
        <Button onClick={keys.open}>
          <Scale aria-hidden />
          Adjust balance
        </Button>
      }
    >
      {(close) => <AdjustForm {...account} keys={keys} onDone={close} />}
    </FormDialog>
  )
}

/** "1,500" and "1500" are 1500; null is no amount. */
const parseCredits = (text: string) => {
  const digits = text.trim().replaceAll(/[,\s]/g, '')
  const value = /^\d{1,16}$/.test(digits) ? Number(digits) : 0
  return value >= 1 && value <= Number.MAX_SAFE_INTEGER ? value : null
}

function AdjustForm({
  userId,
  email,
  available,
  debt,
  keys,
  onDone,
}: Account & { keys: RetryKeys; onDone: () => void }) {
  const refresh = useRefresh()
  const [isAdding, setIsAdding] = useState(true)
  const [text, setText] = useState('')
  const [reason, setReason] = useState('')
  const [confirmation, setConfirmation] = useState('')
  const [problem, setProblem] = useState<Refusal | null>(null)

  const amount = parseCredits(text)
  const isTooMuch = amount !== null && !isAdding && amount > available
  const isLarge = amount !== null && amount > LARGE
  const isConfirmed =
    confirmation.trim().toLowerCase() === email.toLowerCase() || parseCredits(confirmation) === amount
  const isReady = amount !== null && !isTooMuch && reason.trim() !== '' && (!isLarge || isConfirmed)

  const { isRunning, run: adjust } = useOneAtATime(async () => {
    if (amount === null) return
    setProblem(null)
    try {
      const body = { userId, amount: isAdding ? amount : -amount, reason: reason.trim() }
      const { replayed } = await postJson<{ replayed: boolean }>('/api/admin/credits', body, {
        idempotencyKey: keys.keyFor('adjustment'),
      })
      keys.forget('adjustment')
      toast.success(replayed ? HAD_ARRIVED : 'The balance is adjusted.')
      onDone()
      refresh()
    } catch (error) {
      const refusal = asApiError(error)
      setProblem(explainRefusal(refusal, 'Not adjusted'))
      if (refusal.code === 'idempotency_conflict') keys.close('adjustment')
      // It may have arrived all the same: the page behind must say so before anybody asks for it again.
      refresh()
    }
  })

  return (
    <CheckedForm isReady={isReady} onSubmit={adjust}>
      <Choice
        legend="Direction"
        name="direction"
        value={isAdding ? 'add' : 'take'}
        options={[
          ['add', 'Add credits'],
          ['take', 'Take credits away'],
        ]}
        onChange={(value) => setIsAdding(value === 'add')}
      />
      <CheckedField
        label="Credits"
        error={
          text !== '' && amount === null
            ? NO_AMOUNT
            : isTooMuch
              ? `Only ${formatNumber(available)} available.`
              : undefined
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
      <ReasonField
        hint="Kept in the audit log and shown to the user in their history."
        value={reason}
        onChange={setReason}
      />
      {isLarge && !isTooMuch ? (
        <CheckedField
          label="Confirm"
          hint={`To confirm this large amount, type ${amount} or the email address.`}
          missing={!isConfirmed && 'Type the amount or the email address.'}
        >
          {(control) => (
            <Input
              {...control}
              autoComplete="off"
              value={confirmation}
              onChange={(event) => setConfirmation(event.target.value)}
            />
          )}
        </CheckedField>
      ) : null}
      <AdjustOutcome
        available={available}
        debt={debt}
        change={isTooMuch ? 0 : (amount ?? 0) * (isAdding ? 1 : -1)}
      />
      <FormEnd problem={problem} isRunning={isRunning} isDestructive={!isAdding}>
        <span>
          {isAdding ? 'Add' : 'Take away'} {amount === null || isTooMuch ? '' : <Amount value={amount} />}
        </span>
      </FormEnd>
    </CheckedForm>
  )
}
