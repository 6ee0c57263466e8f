import 'server-only'
import { z } from 'zod'
import { dodoClient } from '@/lib/dodopayments/client'
import { logger } from '@/lib/logger'
import { openTransport } from '@/lib/mail/transport'
import { adminClient } from '@/lib/supabase/admin'
import { probeRealtime } from '@/lib/supabase/probe-realtime'

/** Longest that one service is waited for. */
const LIMIT_MS = 3_000
/** So long an answer is given again: whoever asks all the time asks us, not the services. */
const KEPT_MS = 5_000

const Check = z.object({
  status: z.enum(['up', 'down', 'off']).meta({ description: 'off: not set up here' }),
  latencyMs: z.int().nullable(),
})
type Check = z.infer<typeof Check>

export const Health = z.object({
  status: z
    .enum(['up', 'degraded', 'down'])
    .meta({ description: 'down: without the database nothing works' }),
  checkedAt: z.iso.datetime(),
  checks: z.object({ database: Check, realtime: Check, mail: Check, payments: Check }),
})
export type Health = z.infer<typeof Health>

/** Asks a service for something small; `off` when it is not set up. Throws when it does not answer as it should. */
type Probe = (signal: AbortSignal) => Promise<undefined | 'off'>

const askDatabase: Probe = async (signal) => {
  const { error } = await adminClient().from('plans').select('id').limit(1).abortSignal(signal)
  if (error) throw error
}

const askRealtime: Probe = async (signal) => {
  await probeRealtime(signal)
}

const askMail: Probe = async (signal) => {
  const transport = openTransport()
  if (!transport) return 'off'
  signal.addEventListener('abort', () => transport.close(), { once: true })
  await transport.verify().finally(() => transport.close())
}

const askPayments: Probe = async (signal) => {
  await dodoClient().subscriptions.list({ page_size: 1 }, { signal, timeout: LIMIT_MS, maxRetries: 0 })
}

async function check(service: string, probe: Probe): Promise<Check> {
  const started = performance.now()
  const signal = AbortSignal.timeout(LIMIT_MS)
  const lateness = new Promise<never>((_, reject) =>
    signal.addEventListener('abort', () => reject(signal.reason), { once: true }),
  )
  try {
    const answer = await Promise.race([probe(signal), lateness])
    if (answer === 'off') return { status: 'off', latencyMs: null }
    return { status: 'up', latencyMs: Math.round(performance.now() - started) }
  } catch (err) {
    // What went wrong is for the log: a stranger learns that it did.
    logger().warn({ err, service }, 'a service does not answer as it should')
    return { status: 'down', latencyMs: Math.round(performance.now() - started) }
  }
}

async function checkAll(): Promise<Health> {
  const [database, realtime, mail, payments] = await Promise.all([
    check('database', askDatabase),
    check('realtime', askRealtime),
    check('mail', askMail),
    check('payments', askPayments),
  ])
  const checks = { database, realtime, mail, payments }
  const isDegraded = Object.values(checks).some(({ status }) => status === 'down')
  return {
    status: database.status === 'down' ? 'down' : isDegraded ? 'degraded' : 'up',
    checkedAt: new Date().toISOString(),
    checks,
  }
}

let kept: { until: number; health: Promise<Health> } | undefined

/** Whether the services that the app stands on answer, and how fast: asked side by side, at most every 5 s in each server. */
export function checkHealth(): Promise<Health> {
  const now = performance.now()
  if (!kept || kept.until < now) kept = { until: now + KEPT_MS, health: checkAll() }
  return kept.health
}
