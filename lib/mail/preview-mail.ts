import 'server-only'
import { z } from 'zod'
import { isNotificationKind } from '@/lib/notifications/kinds'
import type { QueuedMail } from './compose-mail'

/** Links open a window of their own, which a frame without rights may not: so a preview leads nowhere. */
const BASE = '<base target="_blank">'

type Preview = { subject: string; html: string } | { problem: string }

/** What a mail of the outbox says to whoever gets it, for a sandboxed frame; or why it can't be composed. */
export async function previewMail({
  kind,
  ...mail
}: Omit<QueuedMail, 'kind'> & { kind: string }): Promise<Preview> {
  if (!isNotificationKind(kind)) return { problem: `There are no words for ${kind}.` }
  try {
    const { composeMail } = await import('./compose-mail')
    const { subject, html } = await composeMail({ ...mail, kind })
    return { subject, html: html.replace(/<head[^>]*>/, (head) => `${head}${BASE}`) }
  } catch (error) {
    if (error instanceof z.ZodError) {
      const fields = error.issues.map(({ path }) => path.join('.'))
      return { problem: `Its data does not fit this kind of mail. Missing or wrong: ${fields.join(', ')}.` }
    }
    return { problem: error instanceof Error ? error.message : String(error) }
  }
}
