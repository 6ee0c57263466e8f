'use client'

import { useEffect, useState } from 'react'
import { Skeleton } from '@/components/ui/skeleton'
import type { Impact } from '@/lib/admin/shapes/catalogue'
import { getJson } from '@/lib/api-client'
import {
  AtDodo,
  FeatureLines,
  type ImpactNoteProps,
  PackageLines,
  PlanLines,
  TopUpLines,
} from './impact-lines'

/** So long after the last key nothing is asked. */
const QUIET_MS = 400

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

const LINES = { feature: FeatureLines, package: PackageLines, plan: PlanLines, 'top-up': TopUpLines }

/** Whom the edit concerns, and who keeps what they agreed to. */
export function ImpactNote(props: ImpactNoteProps) {
  const impact = useImpact(props)
  // Of something new there is nothing to say until it has a product.
  if (props.id === '' && !props.productId) return null
  if (impact === null) return <Skeleton className="h-16 rounded-lg" />
  if (impact === 'unknown') {
    return <p className="rounded-lg bg-muted px-4 py-3 text-sm">Whom this concerns could not be found out.</p>
  }
  const Lines = LINES[props.kind]
  return (
    <ul className="grid gap-1.5 rounded-lg bg-muted px-4 py-3 text-sm empty:hidden" data-testid="impact">
      {props.id === '' ? null : <Lines {...props} impact={impact} />}
      {props.price ? <AtDodo impact={impact} price={props.price} /> : null}
    </ul>
  )
}
