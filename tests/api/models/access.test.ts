import { randomUUID } from 'node:crypto'
import { createClient } from '@supabase/supabase-js'
import { describe, expect, test } from 'vitest'
import WebSocket from 'ws'
import { required } from '../../helpers/app/people'
import { useApp } from '../../helpers/app/use-app'
import { addModel, bytes, type Call, confirm, list, remove, start, wanted } from './steps'

const app = useApp()

describe('somebody else', () => {
  test('finds nothing, by any route, and a stranger is asked to sign in', async () => {
    const call = app.as(await app.signUp())
    const other = app.as(await app.signUp())
    const id = await addModel(call)
    const { modelId: pending } = await start(call, { name: 'Pending' })
    const unknown = randomUUID()
    const ask = async (as: Call, wantedId: string) => [
      await as(`/api/models/${wantedId}/download`),
      await remove(as, wantedId),
      await confirm(as, wantedId),
    ]
    const others = [...(await ask(other, id)), ...(await ask(other, pending))]
    const missing = await ask(other, unknown)
    for (const [index, { status, body }] of others.entries()) {
      expect(status).toBe(404)
      const same = missing[index % missing.length]?.body
      expect(JSON.stringify(body).replaceAll(id, '').replaceAll(pending, '')).toBe(
        JSON.stringify(same).replaceAll(unknown, ''),
      )
    }
    for (const { status } of await ask(app.stranger, id)) expect(status).toBe(401)
    expect((await app.stranger('/api/models')).status).toBe(401)
    expect((await app.stranger('/api/models', { body: wanted() })).status).toBe(401)
    expect(await list(other)).toMatchObject({ models: [] })
    expect((await list(call)).models.map(({ status }) => status).sort()).toEqual(['ready', 'uploading'])
  })

  test('reaches neither the rows nor the files by Supabase’s own API, and nor does the owner', async () => {
    const owner = await app.signUp()
    const id = await addModel(app.as(owner))
    const path = `${owner.id}/${id}.onnx`
    for (const person of [owner, await app.signUp()]) {
      const client = createClient(
        required(app.env, 'NEXT_PUBLIC_SUPABASE_URL'),
        required(app.env, 'NEXT_PUBLIC_SUPABASE_PUBLISHABLE_KEY'),
        { realtime: { transport: WebSocket as unknown as typeof globalThis.WebSocket } },
      )
      await client.auth.signInWithPassword({ email: person.email, password: person.password })
      const rows = await client.from('models').select('id')
      expect(rows.data).toEqual(person === owner ? [{ id }] : [])
      const changed = await client.from('models').update({ retain_until: '2100-01-01' }).eq('id', id)
      expect(changed.error).not.toBeNull()
      const files = client.storage.from('models')
      expect((await files.list(owner.id)).data ?? []).toEqual([])
      expect((await files.download(path)).error).not.toBeNull()
      expect((await files.createSignedUrl(path, 60)).error).not.toBeNull()
      expect((await files.createSignedUploadUrl(`${owner.id}/${randomUUID()}.onnx`)).error).not.toBeNull()
      expect((await files.upload(`${owner.id}/mine.onnx`, bytes(1))).error).not.toBeNull()
      await files.remove([path])
      await client.auth.signOut()
    }
    expect((await app.as(owner)(`/api/models/${id}/download`)).status).toBe(200)
  })
})

test('another site can’t delete with a visitor’s cookies', async () => {
  const call = app.as(await app.signUp())
  const id = await addModel(call)
  const answer = await call(`/api/models/${id}`, {
    method: 'DELETE',
    headers: { origin: 'https://evil.example' },
  })
  expect(answer.status).toBe(403)
  expect((await list(call)).models).toHaveLength(1)
})
