'use client'

import { useState } from 'react'
import { useRefresh } from '@/components/ui/use-refresh'
import { asApiError, postJson } from '@/lib/api-client'
import type { TopUpInput } from '@/lib/top-ups/settings'

type Problem = { message: string; fields: Partial<Record<keyof TopUpInput, string[]>> }

function toProblem(error: unknown): Problem {
  const { message, details } = asApiError(error)
  return { message, fields: (details.fields ?? {}) as Problem['fields'] }
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
      setProblem(toProblem(error))
      return false
    }
  }

  return { save, isPending, problem, forget: () => setProblem(null) }
}
