'use client'

import { useState } from 'react'
import type { Refusal } from '@/components/form/form-end'
import { useRefresh } from '@/components/ui/use-refresh'
import { type ApiError, asApiError, postJson } from '@/lib/api-client'
import type { TopUpInput } from '@/lib/top-ups/settings'

type Problem = Refusal & { fields: Partial<Record<keyof TopUpInput, string[]>> }

/** No answer came: it may have been saved all the same. */
const UNKNOWN: Problem = {
  title: 'It is not known whether this was saved',
  text: 'The server could not be reached. Once you are connected again, this page shows what is saved.',
  fields: {},
}

function toProblem({ code, message: text, details }: ApiError): Problem {
  if (code === 'offline') return UNKNOWN
  return { title: 'Not saved', text, fields: (details.fields ?? {}) as Problem['fields'] }
}

/** Keeps a choice and goes to where a card is allowed, if that has to come first. */
export function useSaveTopUp() {
  const refresh = useRefresh()
  const [isPending, setPending] = useState(false)
  const [problem, setProblem] = useState<Problem | null>(null)

  /** Whether it was kept here: not when it failed, nor when the page is being left. */
  async function save(input: TopUpInput): Promise<boolean> {
    setPending(true)
    setProblem(null)
    try {
      const { checkoutUrl } = await postJson<{ checkoutUrl: string | null }>('/api/top-up', input)
      if (checkoutUrl) {
        // Coming back with the browser's button shows this page as it was left.
        window.addEventListener('pageshow', () => setPending(false), { once: true })
        window.location.assign(checkoutUrl)
        return false
      }
      refresh()
      setPending(false)
      return true
    } catch (error) {
      setPending(false)
      const refusal = asApiError(error)
      if (refusal.code === 'offline') refresh()
      setProblem(toProblem(refusal))
      return false
    }
  }

  return { save, isPending, problem, forget: () => setProblem(null) }
}
