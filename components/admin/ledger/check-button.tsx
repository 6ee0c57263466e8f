'use client'

import { ScanSearch } from 'lucide-react'
import { useEffect } from 'react'
import { toast } from 'sonner'
import { useOneAtATime } from '@/components/form/use-one-at-a-time'
import { Button } from '@/components/ui/button'
import { LocalTime } from '@/components/ui/local-time'
import { useRefresh } from '@/components/ui/use-refresh'
import { asApiError, postJson } from '@/lib/api-client'

const LOOK_EVERY_MS = 2_000

/** Asks for a check of the ledger and looks, for as long as one is under way, whether it has come to its end. */
export function CheckButton({ runningSince }: { runningSince: string | null }) {
  const refresh = useRefresh()
  const isRunning = runningSince !== null

  useEffect(() => {
    if (!isRunning) return
    const timer = setInterval(() => refresh(), LOOK_EVERY_MS)
    return () => clearInterval(timer)
  }, [isRunning, refresh])

  const { isRunning: isAsking, run: check } = useOneAtATime(async () => {
    try {
      const { isStarted } = await postJson<{ isStarted: boolean }>('/api/admin/ledger/check', {})
      toast.message(isStarted ? 'The check has begun. It may take minutes.' : 'A check is under way already.')
    } catch (error) {
      toast.error(asApiError(error).message)
    }
    refresh()
  })

  return (
    <div className="flex flex-wrap items-center gap-3">
      <p aria-live="polite" className="text-muted-foreground text-sm empty:sr-only">
        {isRunning ? (
          <>
            Checking since <LocalTime iso={runningSince} /> …
          </>
        ) : null}
      </p>
      <Button variant="outline" pending={isAsking} disabled={isRunning} onClick={check}>
        <ScanSearch aria-hidden />
        Check now
      </Button>
    </div>
  )
}
