import 'server-only'
import { z } from 'zod'
import { AppError } from '@/lib/errors'
import { adminClient } from '@/lib/supabase/admin'
import { callRpc, toAppError } from '@/lib/supabase/rpc'
import { Model, ModelAllowance } from './model'
import { modelExtension } from './model-file'

/** How long a download's address works: time enough to begin, the download itself may take longer. */
const DOWNLOAD_SECONDS = 60
const COLUMNS = 'id, name, status, size_bytes, storage_path, created_at, retain_until'

const Row = z
  .object({
    id: z.string(),
    name: z.string(),
    status: Model.shape.status,
    size_bytes: z.int().nullable(),
    storage_path: z.string().nullable(),
    created_at: z.string(),
    retain_until: z.string().nullable(),
  })
  .transform((row) => ({
    id: row.id,
    name: row.name,
    status: row.status,
    extension: modelExtension(row.storage_path ?? '') ?? null,
    sizeBytes: row.size_bytes,
    createdAt: row.created_at,
    retainUntil: row.retain_until,
  }))

const files = () => adminClient().storage.from('models')

/** The user's models, newest first. */
export async function listModels(userId: string, limit = 500): Promise<Model[]> {
  const { data, error } = await adminClient()
    .from('models')
    .select(COLUMNS)
    .eq('user_id', userId)
    .order('created_at', { ascending: false })
    .limit(limit)
  if (error) throw toAppError(error)
  return z.array(Row).parse(data)
}

/** `model_allowance`. */
export function getModelAllowance(userId: string): Promise<ModelAllowance> {
  return callRpc('model_allowance', { p_user_id: userId }, ModelAllowance)
}

/**
 * Expect a file of so many bytes. Answers the address that the browser puts it to by itself (PUT, for two hours, once):
 * what hosts let through a function is far less than a model. `start_model_upload`; name_taken, model_limit_reached.
 */
export async function startModelUpload(
  userId: string,
  { name, extension, sizeBytes }: { name: string; extension: string; sizeBytes: number },
): Promise<{ modelId: string; uploadUrl: string }> {
  const expected = await callRpc(
    'start_model_upload',
    { p_user_id: userId, p_name: name, p_extension: extension, p_size_bytes: sizeBytes },
    z.tuple([z.object({ id: z.uuid(), storage_path: z.string() })]),
  )
  const [{ id, storage_path }] = expected
  const { data, error } = await files().createSignedUploadUrl(storage_path)
  if (!error) return { modelId: id, uploadUrl: data.signedUrl }
  await removeModel(userId, id)
  throw new AppError('internal', { cause: error })
}

/**
 * Take an uploaded model in. The stored file must have the size that was announced, or model and file go again.
 * `finish_model_upload`; not_found, conflict when there is no such file.
 */
export async function finishModelUpload(userId: string, modelId: string): Promise<Model> {
  const model = await callRpc('finish_model_upload', { p_user_id: userId, p_model_id: modelId }, Row).catch(
    (error: unknown) => {
      if (!(error instanceof AppError) || error.code !== 'conflict') throw error
      throw new AppError('conflict', { message: 'The file has not arrived.', details: error.details })
    },
  )
  if (model.status === 'ready') return model
  await removeModel(userId, modelId)
  throw new AppError('conflict', {
    message: 'The file that arrived has another size than the one announced. It was not kept.',
    details: { status: 'failed' },
  })
}

/** An address that saves one model for a minute, to whoever has it. Throws not_found, also for somebody else's. */
export async function signModelDownload(userId: string, modelId: string): Promise<string> {
  const { data, error } = await adminClient()
    .from('models')
    .select('name, storage_path')
    .eq('id', modelId)
    .eq('user_id', userId)
    .eq('status', 'ready')
    .maybeSingle()
  if (error) throw toAppError(error)
  if (!data?.storage_path) throw new AppError('not_found', { message: 'There is no such model.' })
  const signed = await files().createSignedUrl(data.storage_path, DOWNLOAD_SECONDS)
  if (signed.error) throw new AppError('internal', { cause: signed.error })
  const address = new URL(signed.data.signedUrl)
  // The client's own option for it encodes the name twice.
  address.searchParams.set('download', `${data.name}.${modelExtension(data.storage_path)}`)
  return address.href
}

/**
 * Delete a model, its file first. When the storage fails the model stays, out of use, until a later run of the
 * cleanup-models job. Throws not_found, also for somebody else's, and provider_failed.
 */
export async function removeModel(userId: string, modelId: string): Promise<void> {
  const path = await callRpc(
    'begin_model_removal',
    { p_user_id: userId, p_model_id: modelId },
    z.string().nullable(),
  )
  const { error } = path ? await files().remove([path]) : { error: null }
  const { kept } = await callRpc('remove_models', { p_ids: [modelId] }, z.object({ kept: z.int() }))
  if (error || kept > 0) {
    throw new AppError('provider_failed', {
      message:
        'The file could not be deleted just now. It will be, within a day, and can’t be used any more.',
      cause: error,
    })
  }
}
