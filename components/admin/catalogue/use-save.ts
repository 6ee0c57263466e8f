import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { toast } from 'sonner'
import { ApiError, postJson } from '@/lib/api-client'
import { useOneAtATime } from '../form/use-one-at-a-time'

const CHANGED =
  'Somebody else changed this meanwhile. It shows here as it is now: look at it, then change it again.'

/** What of the input is wrong, as the API says it. */
function readFields(details: Record<string, unknown>): string | null {
  const { fields } = details
  if (typeof fields !== 'object' || fields === null) return null
  const problems = Object.values(fields)
    .flat()
    .filter((text) => typeof text === 'string')
  return problems.length > 0 ? problems.join('. ') : null
}

export type Saving = ReturnType<typeof useSave>

/**
 * Saves an edit of the catalogue and shows the page as it is then. `onDone` is called when it is saved. Outlives the form, which
 * begins anew when what it is about has changed.
 */
export function useSave(onDone: () => void) {
  const router = useRouter()
  const [problem, setProblem] = useState<string | null>(null)

  const { isRunning: isSaving, run: save } = useOneAtATime(
    async (path: string, body: object, done: string) => {
      setProblem(null)
      try {
        await postJson(path, body)
        toast.success(done)
        onDone()
      } catch (error) {
        if (!(error instanceof ApiError)) throw error
        setProblem(error.code === 'conflict' ? CHANGED : (readFields(error.details) ?? error.message))
      }
      router.refresh()
    },
  )
  return { isSaving, problem, save, forget: () => setProblem(null) }
}
