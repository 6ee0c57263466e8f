import { z } from 'zod'

/** What is worth a banner. Credits; `expires_at` in ISO 8601. */
export const Alerts = z.object({
  low: z
    .object({
      level: z.literal([20, 10, 5, 0]),
      left: z.int(),
      reference: z.int(),
      since: z.int().nullable(),
    })
    .nullable(),
  expiring: z
    .object({ credits: z.int(), expires_at: z.string(), days: z.literal([7, 1]), newest: z.int() })
    .nullable(),
})
export type Alerts = z.infer<typeof Alerts>

/** Names a reason for a banner; another level, top-up or grant is another reason. */
export const AlertKey = z.string().regex(/^(low|expiring)-[0-9-]{1,40}$/)
