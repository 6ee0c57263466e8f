import 'server-only'
import { z } from 'zod'
import { JobRun, JobState } from '@/lib/admin/shapes/job-run'
import { type Page, toPage } from '@/lib/page'
import { callRpc } from '@/lib/supabase/rpc'

const ROWS = 30

/** The last run of each of these jobs, in their order, and when it last went well. `last_cron_runs`: throws forbidden. */
export const getJobStates = (actorId: string, jobs: string[]): Promise<JobState[]> =>
  callRpc('last_cron_runs', { p_actor_id: actorId, p_jobs: jobs }, z.array(JobState))

type Filters = { job?: string; isFailed: boolean; before?: number }

/** One page of runs, newest first. `list_cron_runs`: throws forbidden. */
export async function listRuns(actorId: string, { job, isFailed, before }: Filters): Promise<Page<JobRun>> {
  const args = { p_actor_id: actorId, p_job: job, p_failed: isFailed, p_before: before, p_limit: ROWS + 1 }
  return toPage(await callRpc('list_cron_runs', args, z.array(JobRun)), ROWS)
}

/**
 * Note that an admin has a job run. False: this key has had it run before. `begin_cron_run`: throws forbidden, and
 * request_in_progress while one that an admin asked for is running.
 */
export const beginRun = (actorId: string, job: string, key: string): Promise<boolean> =>
  callRpc('begin_cron_run', { p_actor_id: actorId, p_job: job, p_key: key }, z.boolean())
