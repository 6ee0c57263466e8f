import { z } from 'zod'

/** What an admin noted about somebody. */
export const Note = z.object({
  id: z.uuid(),
  body: z.string(),
  /** Null: gone. */
  author: z.string().nullable(),
  isOwn: z.boolean(),
  createdAt: z.string(),
})
export type Note = z.infer<typeof Note>
