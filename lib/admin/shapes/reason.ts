import { z } from 'zod'

/** Why an admin does something, in their own words: the audit trail keeps it. */
export const Reason = z.string().trim().min(1).max(500)
