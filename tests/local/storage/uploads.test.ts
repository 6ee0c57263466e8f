import { randomUUID } from 'node:crypto'
import { createClient } from '@supabase/supabase-js'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import WebSocket from 'ws'
import { type Stack, startStack } from '../../../local/stack'

const MIB = 1024 * 1024
const bytes = (...values: number[]) => Uint8Array.from(values)

let stack: Stack
beforeAll(async () => {
  stack = await startStack({ ephemeral: true })
})
afterAll(() => stack?.stop())

const bucketWith = (key: 'SUPABASE_SECRET_KEY' | 'NEXT_PUBLIC_SUPABASE_PUBLISHABLE_KEY') =>
  createClient(stack.env.NEXT_PUBLIC_SUPABASE_URL ?? '', stack.env[key] ?? '', {
    auth: { persistSession: false, autoRefreshToken: false },
    // Only Node 20 needs one handed to it.
    realtime: { transport: WebSocket as unknown as typeof globalThis.WebSocket },
  }).storage.from('models')
const server = () => bucketWith('SUPABASE_SECRET_KEY')
const stranger = () => bucketWith('NEXT_PUBLIC_SUPABASE_PUBLISHABLE_KEY')

const newPath = () => `${randomUUID()}/weights.bin`

async function sign(path: string) {
  const { data, error } = await server().createSignedUploadUrl(path)
  expect(error).toBeNull()
  return data ?? { token: '', signedUrl: '', path }
}

async function stored(path: string) {
  const { data } = await server().download(path)
  return new Uint8Array((await data?.arrayBuffer()) ?? new ArrayBuffer(0))
}

describe('a signed upload', () => {
  it.each([
    ['bytes', () => bytes(1, 2, 3)],
    ['a Blob', () => new Blob([bytes(1, 2, 3)])],
    ['a File', () => new File([bytes(1, 2, 3)], 'weights.bin', { type: 'application/octet-stream' })],
  ])('keeps %s as they are, from somebody with no more than the token', async (_what, file) => {
    const path = newPath()
    const { token } = await sign(path)
    const { data, error } = await stranger().uploadToSignedUrl(path, token, file())
    expect(error).toBeNull()
    expect(data).toMatchObject({ path, fullPath: `models/${path}` })
    expect(await stored(path)).toEqual(bytes(1, 2, 3))
  })

  it('works with a plain PUT to its address, and can be called from other origins', async () => {
    const path = newPath()
    const { signedUrl } = await sign(path)
    const asked = await fetch(signedUrl, {
      method: 'OPTIONS',
      headers: { origin: 'http://localhost:3000', 'access-control-request-method': 'PUT' },
    })
    expect(asked.headers.get('access-control-allow-methods')).toContain('PUT')
    const answer = await fetch(signedUrl, { method: 'PUT', body: bytes(4, 5) })
    expect(answer.status).toBe(200)
    expect(answer.headers.get('access-control-allow-origin')).toBe('*')
    expect(await stored(path)).toEqual(bytes(4, 5))
  })

  it('puts nothing elsewhere, and nothing over what is there', async () => {
    const path = newPath()
    const { token } = await sign(path)
    const other = newPath()
    expect((await stranger().uploadToSignedUrl(other, token, bytes(1))).error).not.toBeNull()
    expect((await stranger().uploadToSignedUrl(path, `${token}x`, bytes(1))).error).not.toBeNull()
    expect((await stranger().uploadToSignedUrl(path, token, bytes(1))).error).toBeNull()
    expect((await stranger().uploadToSignedUrl(path, token, bytes(2))).error).not.toBeNull()
    expect((await server().createSignedUploadUrl(path)).error).not.toBeNull()
    expect(await stored(path)).toEqual(bytes(1))
    expect(await stored(other)).toEqual(bytes())
  })

  it('refuses a file above the limit of the bucket, whether or not its length is announced', async () => {
    const tooLarge = new Uint8Array(50 * MIB + 1)
    const unannounced = new ReadableStream({
      start(controller) {
        controller.enqueue(tooLarge)
        controller.close()
      },
    })
    for (const body of [tooLarge, unannounced]) {
      const path = newPath()
      const { token } = await sign(path)
      const { error } = await stranger().uploadToSignedUrl(path, token, body)
      expect(error).toMatchObject({ statusCode: '413' })
      expect(await stored(path)).toEqual(bytes())
    }
  })

  it('is not given to anyone without the secret key', async () => {
    expect((await stranger().createSignedUploadUrl(newPath())).error).not.toBeNull()
  })
})

describe('an upload with the secret key', () => {
  it('takes a Blob with its type', async () => {
    const path = newPath()
    const { error } = await server().upload(path, new Blob([bytes(1, 2)], { type: 'application/zip' }))
    expect(error).toBeNull()
    expect(await stored(path)).toEqual(bytes(1, 2))
    const { data } = await server().list(path.split('/')[0])
    expect(data?.[0]?.metadata).toMatchObject({ size: 2, mimetype: 'application/zip' })
  })
})

describe('a signed address', () => {
  it('saves the file under the name asked for', async () => {
    const path = newPath()
    await server().upload(path, bytes(1))
    const { data } = await server().createSignedUrl(path, 60)
    const headerOf = async (download: string) => {
      const address = new URL(data?.signedUrl ?? '')
      // The client's own option encodes the name twice.
      address.searchParams.set('download', download)
      return (await fetch(address)).headers.get('content-disposition')
    }
    expect(await headerOf('Modèle (1).gguf')).toBe("attachment; filename*=UTF-8''Mod%C3%A8le%20%281%29.gguf")
    expect(await headerOf('')).toBe("attachment; filename*=UTF-8''weights.bin")
  })
})
