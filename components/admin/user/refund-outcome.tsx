'use client'

import { useEffect, useState } from 'react'
import { Amount } from '@/components/ui/amount'
import { LocalTime } from '@/components/ui/local-time'
import { Skeleton } from '@/components/ui/skeleton'
import type { RefundPreview } from '@/lib/admin/shapes/refund-preview'
import { getJson } from '@/lib/api-client'
import { SOURCE_LABELS } from '@/lib/credits/transaction-words'

type RefundOutcomeProps = { userId: string; transactionId: number; amount: number }

/** Which grants get the credits back, as the ledger says now. */
export function RefundOutcome({ userId, transactionId, amount }: RefundOutcomeProps) {
  const path = `/api/admin/transactions/${transactionId}/refund?userId=${userId}&amount=${amount}`
  const [answer, setAnswer] = useState<{ path: string; preview: RefundPreview | null }>()

  useEffect(() => {
    let isCurrent = true
    getJson<RefundPreview>(path).then(
      (preview) => isCurrent && setAnswer({ path, preview }),
      () => isCurrent && setAnswer({ path, preview: null }),
    )
    return () => {
      isCurrent = false
    }
  }, [path])

  return (
    // There before the answer, which is read out only then.
    <div aria-live="polite" className="contents">
      {answer?.path === path ? (
        <Outcome preview={answer.preview} />
      ) : (
        <Skeleton className="h-16 rounded-lg" />
      )}
    </div>
  )
}

function Outcome({ preview }: { preview: RefundPreview | null }) {
  if (preview === null) {
    return (
      <p className="rounded-lg bg-muted px-4 py-3 text-muted-foreground text-sm">
        Could not check where the credits go. You can still refund them.
      </p>
    )
  }
  return (
    <div className="grid gap-1 rounded-lg bg-muted px-4 py-3 text-sm">
      <p className="font-medium">Goes back to</p>
      <ul className="grid gap-1 text-muted-foreground">
        {preview.grants.map(({ grantId, source, amount, expiresAt, isExpired }) => (
          <li key={grantId} className="flex justify-between gap-4">
            <span>
              {SOURCE_LABELS[source]}, grant {grantId}
              {isExpired ? (
                ': expired, so these are usable for 7 more days'
              ) : expiresAt ? (
                <>
                  , until <LocalTime iso={expiresAt} dateOnly />
                </>
              ) : null}
            </span>
            <Amount value={amount} className="text-foreground" />
          </li>
        ))}
        {preview.debtPaid > 0 ? (
          <li className="flex justify-between gap-4">
            Used to pay what is owed
            <Amount value={preview.debtPaid} className="text-foreground" />
          </li>
        ) : null}
      </ul>
    </div>
  )
}
