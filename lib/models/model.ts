import { z } from 'zod'

/** A trained model as its owner sees it. */
export const Model = z.object({
  id: z.uuid(),
  name: z.string(),
  status: z.enum(['training', 'uploading', 'ready', 'failed', 'removing']),
  /** null until there is or will be a file */
  extension: z.string().nullable(),
  sizeBytes: z.int().nullable(),
  createdAt: z.string(),
  /** When it is removed; null until it is ready */
  retainUntil: z.string().nullable(),
})
export type Model = z.infer<typeof Model>

/** What somebody's plan allows, and how many models they have, in whatever state. */
export const ModelAllowance = z.object({
  planName: z.string(),
  maxModels: z.int(),
  retentionDays: z.int(),
  used: z.int(),
})
export type ModelAllowance = z.infer<typeof ModelAllowance>
