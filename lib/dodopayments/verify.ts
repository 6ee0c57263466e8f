import 'server-only'
import { Webhook } from 'standardwebhooks'
import { z } from 'zod'
import { serverEnv } from '@/lib/env/server'
import { AppError } from '@/lib/errors'
import type { WebhookEvent } from '@/lib/http/webhook'

const Envelope = z.object({ type: z.string().min(1), data: z.unknown() })
const SIGNATURE_HEADERS = ['webhook-id', 'webhook-timestamp', 'webhook-signature'] as const

/**
 * Check a delivery against the signing key, or the previous one while a key is being rotated, and a 5-minute window.
 * https://www.standardwebhooks.com. Throws unauthorized; the body is not parsed before it is verified.
 */
export function verifyDodoWebhook(rawBody: string, headers: Headers): WebhookEvent {
  const env = serverEnv()
  const signed = Object.fromEntries(SIGNATURE_HEADERS.map((name) => [name, headers.get(name) ?? '']))
  for (const key of [env.DODO_PAYMENTS_WEBHOOK_KEY, env.DODO_PAYMENTS_WEBHOOK_KEY_PREVIOUS]) {
    if (!key) continue
    try {
      const { type, data } = Envelope.parse(new Webhook(key).verify(rawBody, signed))
      return { id: signed['webhook-id'] ?? '', type, data }
    } catch (error) {
      // Both come after the signature was found good.
      if (error instanceof SyntaxError) throw new AppError('malformed_json', { cause: error })
      if (error instanceof z.ZodError) throw new AppError('invalid_input', { cause: error })
    }
  }
  throw new AppError('unauthorized', { message: 'The signature does not match.' })
}
