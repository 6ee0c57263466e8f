import { describe, expect, test } from 'vitest'
import { MAX_MODEL_BYTES } from '../../../lib/models/model-file'
import { useApp } from '../../helpers/app/use-app'
import { addModel, bytes, confirm, list, put, remove, start, wanted } from './steps'

const app = useApp()

test('a model goes up, is listed, comes down as it was, and is deleted', async () => {
  const person = await app.signUp()
  const call = app.as(person)
  const { modelId, uploadUrl } = await start(call)
  expect(uploadUrl).toContain(`/models/${person.id}/${modelId}.onnx?token=`)
  expect(await list(call)).toMatchObject({ models: [{ id: modelId, status: 'uploading' }] })
  expect((await confirm(call, modelId)).status).toBe(409)
  expect((await put(uploadUrl, bytes(5))).status).toBe(200)
  const ready = await confirm(call, modelId)
  expect(ready).toMatchObject({
    status: 200,
    body: { id: modelId, name: 'Face', status: 'ready', extension: 'onnx', sizeBytes: 5 },
  })
  const { createdAt, retainUntil } = ready.body as { createdAt: string; retainUntil: string }
  expect(Math.round((Date.parse(retainUntil) - Date.parse(createdAt)) / 86_400_000)).toBe(7)
  expect((await confirm(call, modelId)).body).toEqual(ready.body)
  expect(await list(call)).toEqual({
    models: [ready.body],
    allowance: { planName: 'Free', maxModels: 3, retentionDays: 7, used: 1 },
  })

  const { url } = (await call(`/api/models/${modelId}/download`)).body as { url: string }
  const file = await fetch(url)
  expect(file.headers.get('content-disposition')).toContain('Face.onnx')
  expect(new Uint8Array(await file.arrayBuffer())).toEqual(bytes(5))

  expect(await remove(call, modelId)).toMatchObject({ status: 200, body: { id: modelId } })
  expect((await fetch(url)).ok).toBe(false)
  expect(await list(call)).toMatchObject({ models: [], allowance: { used: 0 } })
  expect(await app.sql`select from storage.objects where name like ${`${person.id}/%`}`).toHaveLength(0)
  for (const answer of [await remove(call, modelId), await confirm(call, modelId)]) {
    expect(answer.status).toBe(404)
  }
})

describe('the size of a file', () => {
  test.each([4, 6])(
    'of 5 bytes that turns out to be %i is a lie, and nothing of it is kept',
    async (size) => {
      const person = await app.signUp()
      const call = app.as(person)
      const { modelId, uploadUrl } = await start(call)
      await put(uploadUrl, bytes(size))
      expect(await confirm(call, modelId)).toMatchObject({
        status: 409,
        body: { error: { code: 'conflict' } },
      })
      expect(await list(call)).toMatchObject({ models: [], allowance: { used: 0 } })
      expect(await app.sql`select from storage.objects where name like ${`${person.id}/%`}`).toHaveLength(0)
    },
  )

  test('may be what the bucket takes, and no more, whatever was announced', async () => {
    const call = app.as(await app.signUp())
    expect((await call('/api/models', { body: wanted({ sizeBytes: MAX_MODEL_BYTES + 1 }) })).status).toBe(422)
    const { modelId, uploadUrl } = await start(call, { sizeBytes: MAX_MODEL_BYTES })
    expect((await put(uploadUrl, bytes(MAX_MODEL_BYTES + 1))).ok).toBe(false)
    expect((await put(uploadUrl, bytes(MAX_MODEL_BYTES))).status).toBe(200)
    expect(await confirm(call, modelId)).toMatchObject({
      status: 200,
      body: { sizeBytes: MAX_MODEL_BYTES },
    })
  })

  test('cannot change once the file is there', async () => {
    const call = app.as(await app.signUp())
    const { modelId, uploadUrl } = await start(call)
    await put(uploadUrl, bytes(5))
    await confirm(call, modelId)
    expect((await put(uploadUrl, bytes(9))).ok).toBe(false)
    const { url } = (await call(`/api/models/${modelId}/download`)).body as { url: string }
    expect((await (await fetch(url)).arrayBuffer()).byteLength).toBe(5)
  })
})

test.each([
  ['no name', { name: ' ' }],
  ['too long a name', { name: 'x'.repeat(121) }],
  ['a file of another type', { fileName: 'face.exe' }],
  ['a file without a type', { fileName: 'onnx' }],
  ['a path for a type', { fileName: 'a.onnx/../b' }],
  ['an empty file', { sizeBytes: 0 }],
  ['half a byte', { sizeBytes: 1.5 }],
  ['less than nothing', { sizeBytes: -1 }],
  ['a size that is no number', { sizeBytes: '5' }],
  ['a character that is no text', { name: 'a\u0000b' }],
])('%s is refused', async (_what, changes) => {
  const call = app.as(await app.signUp())
  expect(await call('/api/models', { body: wanted(changes) })).toMatchObject({
    status: 422,
    body: { error: { code: 'invalid_input' } },
  })
  expect(await list(call)).toMatchObject({ models: [] })
})

test('a name is taken once, and free again with its model', async () => {
  const call = app.as(await app.signUp())
  const id = await addModel(call)
  const refused = { status: 409, body: { error: { code: 'name_taken' } } }
  expect(await call('/api/models', { body: wanted({ name: ' fACE ' }) })).toMatchObject(refused)
  await remove(call, id)
  await addModel(call)
})

test('a plan keeps so many models, counted also when all come at once', async () => {
  const call = app.as(await app.signUp())
  const answers = await Promise.all(
    [1, 2, 3, 4, 5].map((index) => call('/api/models', { body: wanted({ name: `Model ${index}` }) })),
  )
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(3)
  expect(answers.find(({ status }) => status === 409)?.body).toMatchObject({
    error: { code: 'model_limit_reached', details: { maxModels: 3, planName: 'Free' } },
  })
})
