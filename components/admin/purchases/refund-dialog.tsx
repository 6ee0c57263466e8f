'use client'

import { Undo2 } from 'lucide-react'
import { useState } from 'react'
import { toast } from 'sonner'
import { namePackage } from '@/components/billing/purchase-badge'
import { CheckedField, CheckedForm } from '@/components/form/checked-form'
import { FormDialog } from '@/components/form/form-dialog'
import { FormEnd, type Refusal } from '@/components/form/form-end'
import { useOneAtATime } from '@/components/form/use-one-at-a-time'
import { Button } from '@/components/ui/button'
import { Input } from '@/components/ui/input'
import { useRefresh } from '@/components/ui/use-refresh'
import { formatPrice } from '@/lib/pricing-plans'
import type { AdminPurchase } from '@/lib/purchases/admin-purchase'
import { parseAmount } from '@/lib/purchases/refund-preview'
import { Choice } from '../form/choice'
import { ReasonField } from '../form/reason-field'
import { NO_ANSWER } from '../form/refusal'
import { type RetryKeys, useRetryKey } from '../form/use-retry-key'
import { callRefund } from './refund-call'
import { RefundConsequences } from './refund-consequences'

const NO_AMOUNT = 'Write an amount such as 4.50.'

/** Opens the window in which an admin has a purchase's money given back. */
export function RefundDialog({ purchase }: { purchase: AdminPurchase }) {
  const keys = useRetryKey()
  return (
    <FormDialog
      title="Refund this purchase"
      description={`${namePackage(purchase)}, bought by ${purchase.email ?? 'a deleted user'}`}
      trigger={
        <Button variant="outline" size="sm">
          <Undo2 aria-hidden />
          Refund
        </Button>
      }
    >
      {(close) => <RefundForm purchase={purchase} keys={keys} onDone={close} />}
    </FormDialog>
  )
}

function RefundForm({
  purchase,
  keys,
  onDone,
}: {
  purchase: AdminPurchase
  keys: RetryKeys
  onDone: () => void
}) {
  const { id, currency, refundableCents } = purchase
  const refresh = useRefresh()
  const [isWhole, setIsWhole] = useState(true)
  const [amount, setAmount] = useState('')
  const [reason, setReason] = useState('')
  const [problem, setProblem] = useState<Refusal | null>(null)

  const left = formatPrice(refundableCents, currency)
  const part = parseAmount(amount, currency)
  const cents = isWhole ? refundableCents : part
  const isTooMuch = cents !== null && cents > refundableCents
  const isReady = cents !== null && !isTooMuch && reason.trim() !== ''

  const { isRunning, run: refund } = useOneAtATime(async () => {
    // Null would ask for all of it.
    if (cents === null) return
    const amountCents = isWhole ? null : cents
    setProblem(null)
    const { outcome, message } = await callRefund({
      purchaseId: id,
      amountCents,
      reason: reason.trim(),
      key: keys.keyFor('refund'),
    })
    // What came of it is known or listed with the purchase: its key would bring the same answer for good.
    if (outcome !== 'offline' && outcome !== 'refused') keys.forget('refund')
    if (outcome === 'sent' || outcome === 'unknown') {
      if (outcome === 'sent') toast.success(message)
      else toast.warning(message, { duration: 12_000 })
      onDone()
    } else setProblem(outcome === 'offline' ? NO_ANSWER : { title: 'Not refunded', text: message })
    refresh()
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
              All that is left, <span className="tabular font-medium">{left}</span>
            </>,
          ],
          ['part', 'A part'],
        ]}
        onChange={(value) => setIsWhole(value === 'whole')}
      />
      {isWhole ? null : (
        <CheckedField
          label={`Amount in ${currency}`}
          hint={`With tax, at most ${left}.`}
          error={amount !== '' && part === null ? NO_AMOUNT : isTooMuch ? `Only ${left} is left.` : undefined}
          missing={amount === '' && NO_AMOUNT}
        >
          {(control) => (
            <Input
              {...control}
              autoFocus
              inputMode="decimal"
              autoComplete="off"
              className="tabular max-w-40"
              value={amount}
              onChange={(event) => setAmount(event.target.value)}
            />
          )}
        </CheckedField>
      )}
      <ReasonField hint="Kept in the audit log and sent to Dodo." value={reason} onChange={setReason} />
      {cents !== null && !isTooMuch ? <RefundConsequences purchase={purchase} amountCents={cents} /> : null}
      <FormEnd problem={problem} isRunning={isRunning} isDestructive>
        Refund {cents !== null && !isTooMuch ? formatPrice(cents, currency) : ''}
      </FormEnd>
    </CheckedForm>
  )
}
