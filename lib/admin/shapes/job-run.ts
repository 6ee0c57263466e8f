import { z } from 'zod'

export const JobRun = z.object({
  id: z.int().transform(String),
  job: z.string(),
  startedAt: z.string(),
  durationMs: z.int(),
  result: z.json(),
  error: z.string().nullable(),
})
/** One run of a job: what it answered, or why it failed. */
export type JobRun = z.infer<typeof JobRun>

export const JobState = z.object({
  job: z.string(),
  last: JobRun.nullable(),
  lastGood: z.string().nullable(),
})
export type JobState = z.infer<typeof JobState>
