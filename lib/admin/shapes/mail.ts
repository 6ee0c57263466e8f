import { z } from 'zod'

export const MailStatus = z.enum(['queued', 'failed', 'sent', 'dropped'])
export type MailStatus = z.infer<typeof MailStatus>

export const MailRow = z.object({
  id: z.int().transform(String),
  kind: z.string(),
  status: MailStatus,
  attempts: z.int(),
  error: z.string().nullable(),
  userId: z.uuid(),
  email: z.string(),
  createdAt: z.string(),
  sentAt: z.string().nullable(),
  nextAttemptAt: z.string().nullable(),
})
/** A mail in the outbox. `nextAttemptAt` is null unless it waits. */
export type MailRow = z.infer<typeof MailRow>

export const MailDetails = MailRow.extend({
  data: z.unknown(),
  isRequired: z.boolean(),
  actions: z.array(z.object({ at: z.string(), by: z.string().nullable(), action: z.string() })),
})
/** A mail with the `data` of its words. */
export type MailDetails = z.infer<typeof MailDetails>
