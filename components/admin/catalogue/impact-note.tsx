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

/** How long after the last key the server is asked. */
const QUIET_MS = 400

/** What the server says about whom an edit concerns; null while it is being asked, or there is nothing to ask. */
function useImpact(query: string | null): Impact | 'unknown' | null {
  const [answer, setAnswer] = useState<{ query: string; impact: Impact | 'unknown' }>()
  useEffect(() => {
    if (query === null) return
    let isOver = false
    const timer = setTimeout(() => {
      getJson<Impact>(`/api/admin/catalogue/impact?${query}`)
        .catch(() => 'unknown' as const)
        .then((impact) => {
          if (!isOver) setAnswer({ query, impact })
        })
    }, QUIET_MS)
    return () => {
      isOver = true
      clearTimeout(timer)
    }
  }, [query])
  return answer && answer.query === query ? answer.impact : null
}

/** Of something new there is nothing to ask until it has a product: null. */
function toQuery({ kind, id, model, productId }: ImpactNoteProps): string | null {
  if (id === '' && !productId) return null
  return String(new URLSearchParams({ kind, id, ...(model && { model }), ...(productId && { productId }) }))
}

const LINES = { feature: FeatureLines, package: PackageLines, plan: PlanLines, 'top-up': TopUpLines }

function Found({ impact, ...props }: ImpactNoteProps & { impact: Impact | 'unknown' }) {
  if (impact === 'unknown') {
    return <p className="rounded-lg bg-muted px-4 py-3 text-sm">Could not check who is affected.</p>
  }
  const Lines = LINES[props.kind]
  return (
    <ul className="grid gap-1.5 rounded-lg bg-muted px-4 py-3 text-sm empty:hidden" data-testid="impact">
      {props.id === '' ? null : <Lines {...props} impact={impact} />}
      {props.price ? <AtDodo impact={impact} price={props.price} /> : null}
    </ul>
  )
}

/** Whom the edit concerns, and who keeps what they agreed to. */
export function ImpactNote(props: ImpactNoteProps) {
  const query = toQuery(props)
  const impact = useImpact(query)
  return (
    // There before the answer, which is read out only then.
    <div aria-live="polite" className="contents">
      {query === null ? null : impact === null ? (
        <Skeleton className="h-16 rounded-lg" />
      ) : (
        <Found {...props} impact={impact} />
      )}
    </div>
  )
}
