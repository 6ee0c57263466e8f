'use client'

import { Check } from 'lucide-react'
import { useState } from 'react'
import { toast } from 'sonner'
import { namePackage } from '@/components/billing/purchase-badge'
import { CheckedForm } from '@/components/form/checked-form'
import { FormDialog } from '@/components/form/form-dialog'
import { FormEnd, type Refusal } from '@/components/form/form-end'
import { useOneAtATime } from '@/components/form/use-one-at-a-time'
import { Amount } from '@/components/ui/amount'
import { Button } from '@/components/ui/button'
import { useRefresh } from '@/components/ui/use-refresh'
import { asApiError, postJson } from '@/lib/api-client'
import { formatPrice } from '@/lib/pricing-plans'
import type { Acceptance } from '@/lib/purchases/admin-purchase'
import { ReasonField } from '../form/reason-field'
import { explainRefusal } from '../form/refusal'
import { Facts } from '../list/facts'

type AcceptDialogProps = {
  purchase: { id: string; package: string; quantity: number; credits: number; email: string | null }
  acceptance: Acceptance
  /** As small as the buttons of a row. */
  size?: 'sm'
}

/** Opens the window in which an admin accepts a payment that is not what was agreed. */
export function AcceptDialog({ size, ...props }: AcceptDialogProps) {
  return (
    <FormDialog
      title="Accept this payment?"
      description={`${namePackage(props.purchase)}, bought by ${props.purchase.email}. The buyer gets the agreed credits and a receipt. To return the money instead, refund the purchase.`}
      trigger={
        <Button size={size}>
          <Check aria-hidden />
          Accept payment
        </Button>
      }
    >
      {(close) => <AcceptForm {...props} onDone={close} />}
    </FormDialog>
  )
}

function AcceptForm({ purchase, acceptance, onDone }: AcceptDialogProps & { onDone: () => void }) {
  const { id, credits } = purchase
  const refresh = useRefresh()
  const [reason, setReason] = useState('')
  const [problem, setProblem] = useState<Refusal | null>(null)

  const { isRunning, run: accept } = useOneAtATime(async () => {
    setProblem(null)
    try {
      await postJson(`/api/admin/purchases/${id}/accept`, { reason: reason.trim() })
      toast.success('Accepted. The buyer has the credits.')
      onDone()
      refresh()
    } catch (error) {
      const refusal = asApiError(error)
      setProblem(
        refusal.code === 'conflict'
          ? {
              title: 'Not accepted',
              text: 'The money is on its way back, or the buyer’s account was deleted.',
            }
          : explainRefusal(refusal, 'Not accepted'),
      )
    }
  })

  return (
    <CheckedForm isReady={reason.trim() !== ''} onSubmit={accept}>
      <AcceptedFacts credits={credits} {...acceptance} />
      <ReasonField
        hint="Kept in the audit log; the buyer does not see it."
        value={reason}
        onChange={setReason}
      />
      <FormEnd problem={problem} isRunning={isRunning}>
        {/* One piece, as the pieces of a button stand side by side. */}
        <span>
          Grant <Amount value={credits} unit />
        </span>
      </FormEnd>
    </CheckedForm>
  )
}

/** What was agreed, what came instead, and the credits that are granted for it. */
function AcceptedFacts({ credits, ...acceptance }: Acceptance & { credits: number }) {
  const { agreedCents, agreedCurrency, paidCents, paidCurrency, returnedCents, takenBack, failure } =
    acceptance
  return (
    <div className="rounded-lg bg-muted px-4 py-3">
      <Facts
        items={[
          ['Agreed', `${formatPrice(agreedCents, agreedCurrency)} without tax`],
          ['Paid', `${formatPrice(paidCents, paidCurrency)} with tax`],
          ['Given back', returnedCents > 0 ? formatPrice(returnedCents, paidCurrency) : null],
          ['What differs', failure ? <p className="first-letter:uppercase">{failure}</p> : null],
          ['Credits granted', <Amount key="credits" value={credits} unit className="font-medium" />],
          [
            'Taken back at once',
            takenBack > 0 ? (
              <>
                <Amount value={takenBack} unit className="font-medium" />, for the money given back
              </>
            ) : null,
          ],
        ]}
      />
    </div>
  )
}
