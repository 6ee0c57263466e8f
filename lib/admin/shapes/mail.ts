import { z } from 'zod'

export const MailStatus = z.enum(['queued', 'failed', 'sent', 'dropped'])
export type MailStatus = z.infer<typeof MailStatus>

export const MailRow = z.object({
  id: z.int().transform(String),
  kind: z.string(),
  data: z.unknown(),
  status: MailStatus,
  attempts: z.int(),
  error: z.string().nullable(),
  userId: z.uuid(),
  email: z.string(),
  createdAt: z.string(),
  sentAt: z.string().nullable(),
  nextAttemptAt: z.string().nullable(),
})
/** A mail in the outbox, with the `data` of its words. `nextAttemptAt` is null unless it waits. */
type MailRow = z.infer<typeof MailRow>

/** A mail as lists show it: by its subject, null when its data don't make one. */
export type ListedMail = Omit<MailRow, 'data'> & { subject: string | null }

export const MailDetails = MailRow.extend({
  isRequired: z.boolean(),
  actions: z.array(z.object({ at: z.string(), by: z.string().nullable(), action: z.string() })),
})
/** A mail with what admins did with it. */
export type MailDetails = z.infer<typeof MailDetails>
