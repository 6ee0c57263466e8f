import 'server-only'
import { z } from 'zod'
import { callRpc } from '@/lib/supabase/rpc'

const RemovableModel = z.object({ id: z.uuid(), storage_path: z.string().nullable(), reason: z.string() })

/** Find the trained models whose retention has passed or that failed. Reports them; removes nothing yet. */
export async function findModelsToClean(now: Date) {
  const models = await callRpc('find_removable_models', { p_now: now.toISOString() }, z.array(RemovableModel))
  return {
    wouldRemove: models.length,
    failed: models.filter((model) => model.reason === 'failed').length,
    files: models.filter((model) => model.storage_path !== null).length,
  }
}
