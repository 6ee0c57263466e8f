import { z } from 'zod'
import { beginRun } from '@/lib/admin/operations/job-runs'
import { AppError } from '@/lib/errors'
import { runNoted } from '@/lib/http/cron'
import { endpoint } from '@/lib/http/endpoint'
import { findJob } from '@/lib/jobs/catalogue'

const Output = z.object({
  hasRun: z.boolean().meta({ description: 'false: this Idempotency-Key has had it run before' }),
  error: z.string().nullable(),
})

// POST /api/admin/jobs/run: an admin has a scheduled job run now, as the scheduler would
export const POST = endpoint(
  {
    auth: 'admin',
    summary: 'Run a scheduled job now',
    input: z.object({ job: z.string().max(60) }),
    output: Output,
    timeoutMs: 120_000,
  },
  async ({ user, input, idempotencyKey }): Promise<z.infer<typeof Output>> => {
    const job = findJob(input.job)
    if (!job) throw new AppError('not_found')
    if (!(await beginRun(user.id, job.name, idempotencyKey))) return { hasRun: false, error: null }
    try {
      await runNoted(job.name, job.run)
      return { hasRun: true, error: null }
    } catch (error) {
      return { hasRun: true, error: error instanceof Error ? error.message : String(error) }
    }
  },
)
