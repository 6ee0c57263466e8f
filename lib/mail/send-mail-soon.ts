import 'server-only'
import { serverEnv } from '@/lib/env/server'
import { afterResponse } from '@/lib/http/after-response'
import { isFlooded } from '@/lib/http/flood'

/** What follows a response must not keep a function running for long; the rest is the daily job's. */
const BUDGET_MS = 20_000

/** Send what is in the outbox once the response is out. For whatever may have told somebody something. */
export const sendMailSoon = afterResponse('sending mails', async () => {
  if (!serverEnv().SMTP_URL) return
  const { drainOutbox } = await import('./drain-outbox')
  await drainOutbox({ untilMs: performance.now() + BUDGET_MS, isHeldBack: isFlooded })
})
