import { expect } from 'vitest'
import type { createApi } from '../../helpers/app/api-client'

export type Call = ReturnType<typeof createApi>

export const bytes = (size: number) => new Uint8Array(size).fill(7)
/** What begins the upload of a file of 5 bytes. */
export const wanted = (changes: object = {}) => ({
  name: 'Face',
  fileName: 'face.onnx',
  sizeBytes: 5,
  ...changes,
})

export async function start(call: Call, changes: object = {}) {
  const answer = await call('/api/models', { body: wanted(changes) })
  expect(answer).toMatchObject({ status: 200 })
  return answer.body as { modelId: string; uploadUrl: string }
}

export const put = (url: string, body: Uint8Array<ArrayBuffer>) => fetch(url, { method: 'PUT', body })
export const confirm = (call: Call, modelId: string) => call('/api/models/confirm', { body: { modelId } })
export const remove = (call: Call, id: string) => call(`/api/models/${id}`, { method: 'DELETE' })

/** Uploads a model; answers its id once it is ready. */
export async function addModel(call: Call, changes: object = {}) {
  const { modelId, uploadUrl } = await start(call, changes)
  expect((await put(uploadUrl, bytes(5))).status).toBe(200)
  expect((await confirm(call, modelId)).status).toBe(200)
  return modelId
}

export const list = async (call: Call) =>
  (await call('/api/models')).body as { models: { id: string; status: string }[]; allowance: object }
