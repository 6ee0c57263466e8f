import 'server-only'
import { logger } from '@/lib/logger'
import { adminClient } from '@/lib/supabase/admin'

const BATCH = 100

export type Removed = { removed: number; failed: number }

/**
 * Delete files of a bucket, in batches. The files of a batch that fails are tried one by one, so that one that can't be
 * deleted keeps no other. Answers how many there were and are gone, and how many are still there. Past `until` the rest
 * is left for another run and not counted.
 */
export async function removeFiles(bucket: string, paths: readonly string[], until: number): Promise<Removed> {
  const files = adminClient().storage.from(bucket)
  const done = { removed: 0, failed: 0 }
  for (let at = 0; at < paths.length && performance.now() < until; at += BATCH) {
    const batch = paths.slice(at, at + BATCH)
    const { data, error } = await files.remove(batch)
    if (!error) {
      done.removed += data.length
      continue
    }
    logger().error({ err: error, bucket, files: batch.length }, 'deleting files failed')
    for (const path of batch) {
      if (performance.now() >= until) break
      const alone = await files.remove([path])
      done[alone.error ? 'failed' : 'removed'] += 1
    }
  }
  return done
}
