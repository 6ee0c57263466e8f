import 'server-only'
import { randomUUID } from 'node:crypto'
import { AppError } from '@/lib/errors'
import { adminClient } from '@/lib/supabase/admin'

const BUCKET = 'pictures'
/** How long the addresses of a list work, in seconds. */
const LIST_SECONDS = 3600
const UUID = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i

export type StoredPicture = {
  id: string
  /** `<ownerId>/<id>.png` in the bucket */
  path: string
  /** Shows the picture for an hour, to whoever has it. */
  url: string
  /** ISO 8601 */
  createdAt: string
}

const pictures = () => adminClient().storage.from(BUCKET)

/** The storage's refusals that a caller can do something about; all others are ours. */
function toAppError(error: { statusCode?: string }): AppError {
  if (error.statusCode === '404') return new AppError('not_found', { cause: error })
  if (error.statusCode === '413') return new AppError('payload_too_large', { cause: error })
  return new AppError('internal', { cause: error })
}

/** Keep a PNG of at most 5 MB for its owner. Throws `payload_too_large`. */
export async function storePicture(picture: {
  ownerId: string
  bytes: Uint8Array
  mediaType: 'image/png'
}): Promise<{ id: string; path: string }> {
  const id = randomUUID()
  const path = `${picture.ownerId}/${id}.png`
  const { error } = await pictures().upload(path, picture.bytes, { contentType: picture.mediaType })
  if (error) throw toAppError(error)
  return { id, path }
}

/**
 * An address that shows one picture for so many seconds, to whoever has it. The caller has checked that the picture
 * may be shown. Throws `not_found`.
 */
export async function signPicture(path: string, seconds: number): Promise<string> {
  const { data, error } = await pictures().createSignedUrl(path, seconds)
  if (error) throw toAppError(error)
  return data.signedUrl
}

/** The owner's pictures, newest first and at most `limit`, the newest `skip` left out, with addresses that work for an hour. */
export async function listPictures(ownerId: string, limit: number, skip = 0): Promise<StoredPicture[]> {
  const sortBy = { column: 'created_at', order: 'desc' }
  const { data: files, error } = await pictures().list(ownerId, { limit, offset: skip, sortBy })
  if (error) throw toAppError(error)
  if (files.length === 0) return []
  const paths = files.map(({ name }) => `${ownerId}/${name}`)
  const signed = await pictures().createSignedUrls(paths, LIST_SECONDS)
  if (signed.error) throw toAppError(signed.error)
  const urls = new Map(signed.data.map(({ path, signedUrl }) => [path, signedUrl]))
  return files.flatMap(({ name, created_at }) => {
    const path = `${ownerId}/${name}`
    const url = urls.get(path)
    // Deleted between the two questions.
    if (!url || !created_at) return []
    return [{ id: name.replace(/\.png$/, ''), path, url, createdAt: created_at }]
  })
}

/** Delete one picture of an owner. Throws `not_found` when they have none with this id. */
export async function removePicture(ownerId: string, id: string): Promise<void> {
  // An id with a slash would reach into another owner's folder.
  if (!UUID.test(id)) throw new AppError('not_found')
  const { data, error } = await pictures().remove([`${ownerId}/${id}.png`])
  if (error) throw toAppError(error)
  if (data.length === 0) throw new AppError('not_found')
}
