import { useState } from 'react'
import { toast } from 'sonner'
import type { Refusal } from '@/components/form/form-end'
import { useOneAtATime } from '@/components/form/use-one-at-a-time'
import { useRefresh } from '@/components/ui/use-refresh'
import { type ApiError, asApiError, postJson } from '@/lib/api-client'
import { explainRefusal } from '../form/refusal'

const CHANGED =
  'Somebody else changed this in the meantime. The form shows the current values: check them, then make your change again.'
/** By the field that says what is new. */
const TAKEN = { id: 'This id is taken.', feature: 'This has a price already: edit it in the list.' }

/** What was refused, and what is wrong with which field. */
type Problem = Refusal & { fields: Record<string, string> }

const NOT_SAVED = 'Not saved'
/** Said at the end of a form that was sent as it was opened. */
export const UNCHANGED: Refusal = { title: NOT_SAVED, text: 'Nothing is changed yet.' }

const endSentence = (text: unknown) => String(text).replace(/\.?$/, '.')

function readProblem(refusal: ApiError, isNew: boolean): Problem {
  if (refusal.code === 'conflict') {
    return { title: NOT_SAVED, text: CHANGED, fields: isNew ? TAKEN : {} }
  }
  const { fields } = refusal.details
  const named = typeof fields === 'object' && fields !== null ? Object.entries(fields) : []
  return {
    ...explainRefusal(refusal, NOT_SAVED),
    fields: Object.fromEntries(
      named.map(([name, problems]) => [name, [problems].flat().map(endSentence).join(' ')]),
    ),
  }
}

/** What a form says at its end that shows the problems of the fields `shown` beside them. */
export function sumUp(problem: Problem | null, shown: readonly string[]): Refusal | null {
  if (problem === null) return null
  const { title, text, fields } = problem
  if (shown.some((name) => name in fields)) return { title, text: 'Check the fields marked above.' }
  return { title, text: Object.values(fields).join(' ') || text }
}

export type Saving = ReturnType<typeof useSave>

/**
 * Saves an edit of the catalogue and shows the page as it is then. `onDone` is called when it is saved. Outlives the form, which
 * begins anew when what it is about has changed.
 */
export function useSave(onDone: () => void) {
  const refresh = useRefresh()
  const [problem, setProblem] = useState<Problem | null>(null)

  const { isRunning: isSaving, run: save } = useOneAtATime(
    async (path: string, body: { version: string }, done: string) => {
      setProblem(null)
      try {
        await postJson(path, body)
        toast.success(done)
        onDone()
      } catch (error) {
        setProblem(readProblem(asApiError(error), body.version === ''))
      }
      refresh()
    },
  )
  return { isSaving, problem, save, forget: () => setProblem(null) }
}
