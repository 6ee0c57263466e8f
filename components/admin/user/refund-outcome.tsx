'use client'

import { useEffect, useState } from 'react'
import { Amount } from '@/components/ui/amount'
import { LocalTime } from '@/components/ui/local-time'
import { Skeleton } from '@/components/ui/skeleton'
import type { RefundPreview } from '@/lib/admin/shapes/refund-preview'
import { getJson } from '@/lib/api-client'
import { SOURCE_LABELS } from './names'

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

  if (answer?.path !== path) return <Skeleton className="h-16 rounded-lg" />
  return (
    <div className="grid gap-1 rounded-lg bg-muted px-4 py-3 text-sm" aria-live="polite">
      {answer.preview ? (
        <>
          <p className="font-medium">Goes back to</p>
          <ul className="grid gap-1 text-muted-foreground">
            {answer.preview.grants.map(({ grantId, source, amount: credits, expiresAt, isExpired }) => (
              <li key={grantId} className="flex justify-between gap-4">
                <span>
                  {SOURCE_LABELS[source]}, grant {grantId}
                  {isExpired ? (
                    ': expired, so it comes back for 7 days'
                  ) : expiresAt ? (
                    <>
                      , until <LocalTime iso={expiresAt} dateOnly />
                    </>
                  ) : null}
                </span>
                <Amount value={credits} className="text-foreground" />
              </li>
            ))}
            {answer.preview.debtPaid > 0 ? (
              <li className="flex justify-between gap-4">
                Of these, what is owed takes
                <Amount value={answer.preview.debtPaid} className="text-foreground" />
              </li>
            ) : null}
          </ul>
        </>
      ) : (
        <p className="text-muted-foreground">
          What it does could not be looked up. It can be given back all the same.
        </p>
      )}
    </div>
  )
}
