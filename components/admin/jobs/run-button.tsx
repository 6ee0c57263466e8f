'use client'

import { Play } from 'lucide-react'
import { toast } from 'sonner'
import { useOneAtATime } from '@/components/form/use-one-at-a-time'
import { Button } from '@/components/ui/button'
import { useRefresh } from '@/components/ui/use-refresh'
import { asApiError, postJson } from '@/lib/api-client'

/** Runs a job now, as its scheduler would. */
export function RunButton({ job, title }: { job: string; title: string }) {
  const refresh = useRefresh()

  const { isRunning, run } = useOneAtATime(async () => {
    try {
      const { error } = await postJson<{ error: string | null }>(
        '/api/admin/jobs/run',
        { job },
        { idempotencyKey: crypto.randomUUID() },
      )
      if (error === null) toast.success(`${title}: done`)
      else toast.error(`${title}: ${error}`)
    } catch (error) {
      const { code, message } = asApiError(error)
      toast.error(code === 'request_in_progress' ? 'Somebody is running it already.' : message)
    }
    refresh()
  })
  return (
    <Button
      variant="outline"
      pending={isRunning}
      onClick={run}
      aria-label={`Run now: ${title}`}
      className="justify-self-start"
    >
      <Play aria-hidden />
      Run now
    </Button>
  )
}
