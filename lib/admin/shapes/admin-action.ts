import { z } from 'zod'

/** What the trail can be narrowed to. `admin` and `target`: the beginning of an email address or a name, or an id. */
export const AuditFilter = z.object({
  admin: z.string().trim().max(200).default('').catch(''),
  target: z.string().trim().max(200).default('').catch(''),
  action: z.string().trim().max(60).default('').catch(''),
})
export type AuditFilter = z.infer<typeof AuditFilter>

const Facts = z.record(z.string(), z.unknown()).nullable()

export const AdminAction = z
  .object({
    id: z.int(),
    actor_id: z.uuid(),
    actor: z.string().nullable(),
    action: z.string(),
    target_id: z.uuid().nullable(),
    target: z.string().nullable(),
    /** What it was done to when that is nobody: 'package:pro'. */
    subject: z.string().nullable(),
    reason: z.string().nullable(),
    before: Facts,
    after: Facts,
    created_at: z.string(),
  })
  .transform(({ actor_id, target_id, created_at, ...row }) => ({
    ...row,
    actorId: actor_id,
    targetId: target_id,
    createdAt: created_at,
  }))
/** What an admin did. `actor` and `target` are email addresses, null of those who are gone. */
export type AdminAction = z.infer<typeof AdminAction>
