'use client'

import { useEffect, useState } from 'react'
import { Amount } from '@/components/ui/amount'
import { Skeleton } from '@/components/ui/skeleton'
import type { Impact } from '@/lib/admin/shapes/catalogue'
import { getJson } from '@/lib/api-client'
import { formatPrice } from '@/lib/pricing-plans'

type ImpactNoteProps = {
  kind: 'feature' | 'package' | 'plan'
  /** '': of something new, which concerns nobody yet. */
  id: string
  model?: string
  productId?: string | null
  /** What a payment would have to come to, in cents of `currency`. */
  price?: { cents: number | null; currency: string }
  /** The price in force and the new one, in credits. */
  change?: { from: number; to: number }
}

/** So long after the last key nothing is asked. */
const QUIET_MS = 400

const count = (n: number, one: string, many = `${one}s`) => (
  <>
    <Amount value={n} /> {n === 1 ? one : many}
  </>
)

/** Asks the server whom an edit concerns, and again when the product is another one. Null: not known yet. */
function useImpact({ kind, id, model, productId }: ImpactNoteProps): Impact | 'unknown' | null {
  const [impact, setImpact] = useState<Impact | 'unknown' | null>(null)
  useEffect(() => {
    let isOver = false
    const query = new URLSearchParams({ kind, id, ...(model && { model }), ...(productId && { productId }) })
    const timer = setTimeout(() => {
      getJson<Impact>(`/api/admin/catalogue/impact?${query}`)
        .catch(() => 'unknown' as const)
        .then((found) => {
          if (!isOver) setImpact(found)
        })
    }, QUIET_MS)
    return () => {
      isOver = true
      clearTimeout(timer)
    }
  }, [kind, id, model, productId])
  return impact
}

function AtDodo({
  impact: { product },
  price,
}: {
  impact: Impact
  price: NonNullable<ImpactNoteProps['price']>
}) {
  if (product === undefined) return null
  if (product === null)
    return <li className="text-warning">Dodo knows no product of this id, or did not answer.</li>
  const { priceCents, currency } = product
  if (priceCents === null || currency === null) return null
  const differs = price.cents !== null && (priceCents !== price.cents || currency !== price.currency)
  return (
    <li className={differs ? 'text-warning' : undefined}>
      Dodo charges {formatPrice(priceCents, currency)} for this product
      {differs ? ': change it there as well, or payments are set aside for review.' : '.'}
    </li>
  )
}

/** Whom the edit concerns, and who keeps what they agreed to. */
export function ImpactNote(props: ImpactNoteProps) {
  const { kind, price, change } = props
  const impact = useImpact(props)
  if (impact === null) return <Skeleton className="h-16 rounded-lg" />
  if (impact === 'unknown') {
    return <p className="rounded-lg bg-muted px-4 py-3 text-sm">Whom this concerns could not be found out.</p>
  }
  const { accounts = 0, calls = 0, credits = 0, subscribers = 0, openCheckouts = 0, topUps = 0 } = impact
  return (
    <ul className="grid gap-1.5 rounded-lg bg-muted px-4 py-3 text-sm" data-testid="impact">
      {kind === 'feature' ? (
        <>
          <li>
            {accounts === 0 ? 'Nobody has' : count(accounts, 'account has', 'accounts have')} used it in the
            last 30 days
            {calls === 0 ? (
              '.'
            ) : (
              <>
                : {count(calls, 'call')}, <Amount value={credits} unit />.
              </>
            )}
          </li>
          {change && credits > 0 ? (
            <li>
              At the new price these would have cost about{' '}
              <Amount value={Math.round((credits * change.to) / change.from)} unit />.
            </li>
          ) : null}
          <li>Calls that are running keep the price they began with.</li>
        </>
      ) : null}
      {kind === 'plan' ? (
        <li>
          {subscribers === 0 ? (
            'Nobody subscribes to it.'
          ) : (
            <>{count(subscribers, 'subscriber keeps', 'subscribers keep')} the terms they agreed to.</>
          )}
        </li>
      ) : null}
      {kind !== 'feature' && props.id !== '' ? (
        <li>
          {openCheckouts === 0 ? (
            'No checkout is open.'
          ) : (
            <>{count(openCheckouts, 'open checkout keeps', 'open checkouts keep')} the old price.</>
          )}
        </li>
      ) : null}
      {kind === 'package' && topUps > 0 ? (
        <li>
          {count(topUps, 'automatic top-up buys', 'automatic top-ups buy')} it, at the new price from now on.
        </li>
      ) : null}
      {price ? <AtDodo impact={impact} price={price} /> : null}
    </ul>
  )
}
