'use client'

import { RotateCw } from 'lucide-react'
import { toast } from 'sonner'
import { useOneAtATime } from '@/components/form/use-one-at-a-time'
import { Button } from '@/components/ui/button'
import { useRefresh } from '@/components/ui/use-refresh'
import type { EventStatus } from '@/lib/admin/shapes/event'
import { asApiError, postJson } from '@/lib/api-client'

const WORDS: Partial<Record<EventStatus, string>> = {
  processed: 'Processed. What it leads to shows below.',
  ignored: 'Nothing is to be done about events of this type.',
  parked: 'Still needs a decision: it matches nothing here.',
}

/** Has an event received again, as a delivery would be. What was dealt with is not done twice. `isMinor`: something else is likelier to help. */
export function ReplayButton({ id, isMinor }: { id: string; isMinor: boolean }) {
  const refresh = useRefresh()

  const { isRunning, run: replay } = useOneAtATime(async () => {
    try {
      const { status, error } = await postJson<{ status: EventStatus; error: string | null }>(
        '/api/admin/webhooks/replay',
        { id },
      )
      if (status === 'processed') toast.success(WORDS.processed)
      else if (status === 'failed') toast.error(`It failed again: ${error}`)
      else toast.warning(WORDS[status] ?? 'It is being dealt with.')
    } catch (error) {
      const { code, message } = asApiError(error)
      toast.error(code === 'conflict' ? 'It has been handled in the meantime.' : message)
    }
    refresh()
  })
  return (
    <Button variant={isMinor ? 'outline' : 'default'} pending={isRunning} onClick={replay}>
      <RotateCw aria-hidden />
      Replay
    </Button>
  )
}
