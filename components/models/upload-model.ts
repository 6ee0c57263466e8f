import { deleteJson, postJson } from '@/lib/api-client'
import type { Model } from '@/lib/models/model'
import { putFile } from './put-file'

type UploadOptions = Parameters<typeof putFile>[2]

/**
 * Upload a model: announce it, put its file into the storage, have it taken in. What does not come to an end is taken
 * back, so that its name and place are free again, also when the page is left, and without a connection once that is back.
 * Throws ApiError, and the signal's reason when that aborts.
 */
export async function uploadModel(file: File, name: string, options: UploadOptions): Promise<Model> {
  const wanted = { name, fileName: file.name, sizeBytes: file.size }
  const { signal } = options
  // Not ended by the signal: what was announced can only be taken back by the id in the answer.
  const { modelId, uploadUrl } = await postJson<{ modelId: string; uploadUrl: string }>('/api/models', wanted)
  const takeBack = () =>
    deleteJson(`/api/models/${modelId}`, { keepalive: true }).then(
      () => true,
      () => false,
    )
  const askToStay = (event: Event) => event.preventDefault()
  window.addEventListener('beforeunload', askToStay)
  window.addEventListener('pagehide', takeBack)
  try {
    await putFile(uploadUrl, file, options)
    return await postJson<Model>('/api/models/confirm', { modelId }, { signal })
  } catch (error) {
    if (!(await takeBack())) window.addEventListener('online', takeBack, { once: true })
    throw error
  } finally {
    window.removeEventListener('beforeunload', askToStay)
    window.removeEventListener('pagehide', takeBack)
  }
}
