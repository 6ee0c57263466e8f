import 'server-only'
import { z } from 'zod'
import { serverEnv } from '@/lib/env/server'
import { logger } from '@/lib/logger'
import { isNotificationKind } from '@/lib/notifications/kinds'
import { callRpc } from '@/lib/supabase/rpc'
import { CONNECTIONS, openTransport } from './transport'

/** Mails claimed at a time: few enough to be sent well within the lease. */
const BATCH = 10
/** So long a claimed mail is nobody else's, in seconds. */
const LEASE_SECONDS = 300
/** No mail is begun after this much of the lease: it could be somebody else's before it is sent. */
const BEGIN_WITHIN_MS = 200_000
const SEND_LIMIT_MS = 60_000

const ClaimedMail = z
  .object({
    id: z.int(),
    status: z.enum(['queued', 'dropped', 'failed']),
    attempts: z.int(),
    kind: z.string(),
    data: z.unknown(),
    user_id: z.uuid(),
    email: z.string(),
    is_required: z.boolean(),
  })
  .transform(({ user_id: userId, is_required: isRequired, ...row }) => ({ ...row, userId, isRequired }))
type ClaimedMail = z.infer<typeof ClaimedMail>

type Transport = NonNullable<ReturnType<typeof openTransport>>

type DrainOptions = {
  /** Mails at most (1,000 when left out). */
  limit?: number
  /** Begin no batch after this moment, as performance.now() counts. */
  untilMs?: number
  /** Asked before each batch: true ends it. */
  isHeldBack?: () => boolean
}

let hasWarned = false

/**
 * Send the mails that are due, each once, whoever else is doing the same. Answers how many were sent, will be tried again,
 * were given up, and were not wanted any more. Without SMTP_URL it does nothing: mails wait in the outbox.
 */
export async function drainOutbox({
  limit = 1_000,
  untilMs = Number.POSITIVE_INFINITY,
  isHeldBack = () => false,
}: DrainOptions = {}) {
  const done = { sent: 0, retried: 0, failed: 0, dropped: 0 }
  if (!serverEnv().SMTP_URL) {
    if (!hasWarned) logger().warn('SMTP_URL is not set: mails stay queued in email_outbox')
    hasWarned = true
    return done
  }
  let transport: Transport | null = null
  try {
    for (let claimed = 0; claimed < limit && performance.now() < untilMs && !isHeldBack(); ) {
      const begunAt = performance.now()
      const mails = await claimMails(Math.min(BATCH, limit - claimed))
      if (mails.length === 0) break
      claimed += mails.length
      for (const { status } of mails) if (status !== 'queued') done[status] += 1
      const waiting = mails.filter(({ status }) => status === 'queued')
      transport ??= waiting.length > 0 ? openTransport() : null
      await Promise.all(
        Array.from({ length: CONNECTIONS }, async () => {
          for (let mail = waiting.shift(); mail && transport; mail = waiting.shift()) {
            if (performance.now() - begunAt > BEGIN_WITHIN_MS) return
            done[await sendOne(transport, mail)] += 1
          }
        }),
      )
    }
  } finally {
    transport?.close()
  }
  return done
}

// The database's clock says what is due: ours may lag behind the one that wrote next_attempt_at.
const claimMails = (limit: number) =>
  callRpc('claim_mails', { p_limit: limit, p_lease_seconds: LEASE_SECONDS }, z.array(ClaimedMail))

async function sendOne(transport: Transport, mail: ClaimedMail): Promise<'sent' | 'retried' | 'failed'> {
  const error = await attempt(transport, mail)
  const about = { mailId: mail.id, kind: mail.kind, attempt: mail.attempts }
  if (error !== undefined) logger().warn({ ...about, error }, 'a mail was not sent')
  const status = await finish(mail, error).catch((err: unknown) => {
    logger().error(
      { ...about, err },
      error === undefined ? 'a mail was sent and may be sent again' : 'a mail is leased',
    )
    return 'queued'
  })
  if (error === undefined) return 'sent'
  return status === 'failed' ? 'failed' : 'retried'
}

/** Resolves what went wrong, or undefined. */
async function attempt(transport: Transport, mail: ClaimedMail): Promise<string | undefined> {
  try {
    const { kind } = mail
    if (!isNotificationKind(kind)) throw new Error(`There are no words for ${kind}.`)
    // Loaded when there is something to send: templates are large, and most drains find nothing.
    const { composeMail } = await import('./compose-mail')
    const composed = await composeMail({ ...mail, kind })
    await transport.sendMail({ ...composed, signal: AbortSignal.timeout(SEND_LIMIT_MS) })
    return undefined
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}

/** Note how it went. Asked again when the answer gets lost: a mail that nobody notes as sent would be sent again. */
async function finish({ id, attempts }: ClaimedMail, error?: string): Promise<string | null> {
  const note = () =>
    callRpc('finish_mail', { p_id: id, p_attempts: attempts, p_error: error }, z.string().nullable())
  return note().catch(note).catch(note)
}
