import 'server-only'
import { z } from 'zod'
import { adminClient } from '@/lib/supabase/admin'
import { callRpc, toAppError } from '@/lib/supabase/rpc'
import { BUDGET_MS, drain } from './drain'
import { type Removed, removeFiles } from './remove-files'

const BATCH = 100
/** Sorts before every id. */
const START = '00000000-0000-0000-0000-000000000000'

const GivenUp = z.array(z.object({ id: z.uuid(), storage_path: z.string().nullable() }))
const Rows = z.object({ removed: z.int(), kept: z.int() })
const OrphanRows = z.object({ removed: z.int(), next: z.uuid().nullable() })
const OrphanFiles = z.object({ paths: z.array(z.string()), next: z.string().nullable() })

/**
 * Remove the models whose retention has passed, that failed, or whose upload never came to an end, and files and rows
 * that lack the other half; pictures of people and visitors who are gone go as well. Files first, rows after: what the
 * storage does not delete keeps its row, out of use, for the next run. Owners are warned three days ahead. When runs
 * were missed the notice is shorter, or there is none: nothing is kept longer for the sake of a warning. Safe to
 * repeat, to overlap and to miss; a run that is out of time leaves the rest to the next.
 */
export async function cleanUpModels(now: Date) {
  const until = performance.now() + BUDGET_MS
  const p_now = now.toISOString()
  await drain(until, () => callRpc('extend_models', { p_now }, z.int()))
  const warned = await drain(until, () => callRpc('warn_expiring_models', { p_now }, z.int()))
  await drain(until, () => callRpc('give_up_models', { p_now }, z.int()))
  const models = await removeGivenUp(until)
  const orphanRows = await removeOrphanRows(until)
  const files = await sweepBucket('models', p_now, until)
  const pictures = await sweepBucket('pictures', p_now, until)
  return {
    removed: models.removed,
    failed: models.failed + files.failed + pictures.failed,
    orphanFiles: files.removed,
    orphanRows,
    warned,
    picturesRemoved: pictures.removed,
  }
}

/** Delete what was given up, in one walk: what fails is not met again in this run. */
async function removeGivenUp(until: number): Promise<Removed> {
  const done = { removed: 0, failed: 0 }
  let after = START
  while (performance.now() < until) {
    const { data, error } = await adminClient()
      .from('models')
      .select('id, storage_path')
      .eq('status', 'removing')
      .gt('id', after)
      .order('id')
      .limit(BATCH)
    if (error) throw toAppError(error)
    const models = GivenUp.parse(data)
    const last = models.at(-1)
    if (!last) break
    const paths = models.flatMap(({ storage_path }) => (storage_path ? [storage_path] : []))
    await removeFiles('models', paths, until)
    const { removed, kept } = await callRpc('remove_models', { p_ids: models.map(({ id }) => id) }, Rows)
    done.removed += removed
    done.failed += kept
    after = last.id
  }
  return done
}

async function removeOrphanRows(until: number): Promise<number> {
  let total = 0
  let after: string | null = START
  while (after !== null && performance.now() < until) {
    const page: z.infer<typeof OrphanRows> = await callRpc(
      'remove_orphan_models',
      { p_after: after },
      OrphanRows,
    )
    total += page.removed
    after = page.next
  }
  return total
}

/**
 * Delete the files of a bucket that belong to nobody. The database's own list of files is read, which the storage API keeps
 * and answers from: a page of it is told apart from the rows in one question.
 */
async function sweepBucket(p_bucket: 'models' | 'pictures', p_now: string, until: number): Promise<Removed> {
  const done = { removed: 0, failed: 0 }
  let after: string | null = ''
  while (after !== null && performance.now() < until) {
    const page: z.infer<typeof OrphanFiles> = await callRpc(
      'find_orphan_files',
      { p_bucket, p_now, p_after: after },
      OrphanFiles,
    )
    const { removed, failed } = await removeFiles(p_bucket, page.paths, until)
    done.removed += removed
    done.failed += failed
    after = page.next
  }
  return done
}
