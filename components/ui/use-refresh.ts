import { useRouter } from 'next/navigation'
import { useCallback } from 'react'

/** A file of the app, small and the same for everybody. */
const WITHIN_REACH = '/icon.svg'

/**
 * Reads the page anew; without a connection once that is back. Looks first: Next.js makes a refresh that gets no answer a load
 * of the page, and the browser's error page then stands in place of the app. (Its `experimental.useOffline` waits as well, but
 * for a form whose answer alone got lost it asks the server twice: a password that was changed would then be called wrong.)
 */
export function useRefresh(): () => void {
  const { refresh } = useRouter()
  return useCallback(
    async function look() {
      try {
        await fetch(WITHIN_REACH, { method: 'HEAD', cache: 'no-store' })
      } catch {
        // However often it was asked for meanwhile, this is one listener.
        return window.addEventListener('online', look, { once: true })
      }
      refresh()
    },
    [refresh],
  )
}
