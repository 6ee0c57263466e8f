import 'server-only'
import { afterResponse } from '@/lib/http/after-response'

/** Charge the top-ups that are due once the response is out. For whatever may have made one due. */
export const runTopUpsSoon = afterResponse('charging top-ups', async () => {
  // Loaded with the first run: most requests never need the payment provider.
  const { chargeDueTopUps } = await import('./run-top-ups')
  await chargeDueTopUps()
})
