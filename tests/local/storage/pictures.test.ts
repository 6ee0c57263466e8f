import { randomUUID } from 'node:crypto'
import { createClient } from '@supabase/supabase-js'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import WebSocket from 'ws'
import { DEMO_PASSWORD } from '../../../local/setup/people'
import { type Stack, startStack } from '../../../local/stack'

const MIB = 1024 * 1024
const TOO_LARGE = new Uint8Array(5 * MIB + 1)
const png = (mark = 0) => Uint8Array.of(0x89, 0x50, 0x4e, 0x47, mark)

type Key = 'SUPABASE_SECRET_KEY' | 'NEXT_PUBLIC_SUPABASE_PUBLISHABLE_KEY'

let stack: Stack
let lib: typeof import('../../../lib/pictures/store-picture')

beforeAll(async () => {
  stack = await startStack({ ephemeral: true })
  for (const [name, value] of Object.entries(stack.env)) vi.stubEnv(name, value)
  lib = await import('../../../lib/pictures/store-picture')
})
afterAll(async () => {
  vi.unstubAllEnvs()
  await stack?.stop()
})

const clientWith = (key: Key) =>
  createClient(stack.env.NEXT_PUBLIC_SUPABASE_URL ?? '', stack.env[key] ?? '', {
    auth: { persistSession: false, autoRefreshToken: false },
    // Only Node 20 needs one handed to it.
    realtime: { transport: WebSocket as unknown as typeof globalThis.WebSocket },
  })
const server = () => clientWith('SUPABASE_SECRET_KEY').storage
const stranger = () => clientWith('NEXT_PUBLIC_SUPABASE_PUBLISHABLE_KEY').storage

async function signIn(email: string) {
  const client = clientWith('NEXT_PUBLIC_SUPABASE_PUBLISHABLE_KEY')
  const { data, error } = await client.auth.signInWithPassword({ email, password: DEMO_PASSWORD })
  expect(error).toBeNull()
  return { id: data.user?.id ?? '', storage: client.storage }
}

const store = (ownerId: string, bytes = png()) => lib.storePicture({ ownerId, bytes, mediaType: 'image/png' })

describe('the buckets', () => {
  it('are there and private, with their limits', async () => {
    const { data } = await server().listBuckets()
    const [models, pictures] = (data ?? []).sort((a, b) => a.id.localeCompare(b.id))
    expect(models).toMatchObject({ id: 'models', public: false, allowed_mime_types: null })
    expect(Number(models?.file_size_limit)).toBe(50 * MIB)
    expect(pictures).toMatchObject({ id: 'pictures', public: false, allowed_mime_types: ['image/png'] })
    expect(Number(pictures?.file_size_limit)).toBe(5 * MIB)
  })

  it('take no picture above 5 MB, nor a file that is none', async () => {
    await expect(store(randomUUID(), TOO_LARGE)).rejects.toMatchObject({ code: 'payload_too_large' })
    const { error } = await server()
      .from('pictures')
      .upload(`${randomUUID()}/page.png`, '<script>', { contentType: 'text/html' })
    expect(error).toMatchObject({ statusCode: '415' })
  })

  it('keep models of any type', async () => {
    const path = `${randomUUID()}/weights.bin`
    const models = server().from('models')
    expect((await models.upload(path, png(7), { contentType: 'application/octet-stream' })).error).toBeNull()
    const { data } = await models.download(path)
    expect(new Uint8Array((await data?.arrayBuffer()) ?? new ArrayBuffer(0))).toEqual(png(7))
  })
})

describe('a signed address', () => {
  it('shows the picture to whoever has it', async () => {
    const { id, path } = await store('owner', png(3))
    expect(path).toBe(`owner/${id}.png`)
    const answer = await fetch(await lib.signPicture(path, 60))
    expect(answer.headers.get('content-type')).toBe('image/png')
    expect(new Uint8Array(await answer.arrayBuffer())).toEqual(png(3))
  })

  it('opens no other picture, and nothing once it is changed or taken off', async () => {
    const [mine, theirs] = [await store('me'), await store('them')]
    const address = await lib.signPicture(mine.path, 60)
    const refused = [
      address.replace(mine.path, theirs.path),
      address.replace(/\?.*/, ''),
      // The last character of a token has bits that do not count; one further in always does.
      address.replace(/.(?=.{9}$)/, (was) => (was === 'A' ? 'B' : 'A')),
      address.replace('/object/sign/', '/object/public/'),
      address.replace('/object/sign/', '/object/authenticated/'),
    ]
    for (const other of refused) {
      const { status } = await fetch(other)
      expect(status, other).toBeGreaterThanOrEqual(400)
      expect(status, other).toBeLessThan(500)
    }
  })

  it('lapses', async () => {
    const address = await lib.signPicture((await store('owner')).path, 1)
    await expect.poll(async () => (await fetch(address)).status, { timeout: 10_000 }).toBe(400)
  })

  it('is not given for a picture that is not there', async () => {
    await expect(lib.signPicture(`owner/${randomUUID()}.png`, 60)).rejects.toMatchObject({
      code: 'not_found',
    })
  })
})

describe('without the secret key', () => {
  it.each([
    ['nobody', async () => stranger()],
    ['somebody else', async () => (await signIn('admin@example.com')).storage],
    ['the owner', async () => (await signIn('user@example.com')).storage],
  ])('%s can neither read, list, sign, write nor remove', async (_who, storageOf) => {
    const { id: ownerId } = await signIn('user@example.com')
    const { path } = await store(ownerId)
    const files = (await storageOf()).from('pictures')
    expect((await files.download(path)).error).not.toBeNull()
    expect((await files.list(ownerId)).data ?? []).toEqual([])
    expect((await files.createSignedUrl(path, 60)).error).not.toBeNull()
    expect((await files.createSignedUrls([path], 60)).data?.map((one) => one.signedUrl)).toEqual([null])
    const upload = await files.upload(`${ownerId}/${randomUUID()}.png`, png(), { contentType: 'image/png' })
    expect(upload.error).not.toBeNull()
    expect((await files.createSignedUploadUrl(`${ownerId}/new.png`)).error).not.toBeNull()
    await files.remove([path])
    await files.update(path, png(9), { contentType: 'image/png' })
    const kept = await fetch(await lib.signPicture(path, 60))
    expect(new Uint8Array(await kept.arrayBuffer())).toEqual(png())
  })
})

describe('the pictures of an owner', () => {
  it('come newest first, no more than asked for, each with its address', async () => {
    const ownerId = randomUUID()
    const stored = []
    for (const mark of [1, 2, 3]) stored.push(await store(ownerId, png(mark)))
    const listed = await lib.listPictures(ownerId, 2)
    expect(listed.map(({ id, path }) => ({ id, path }))).toEqual(stored.reverse().slice(0, 2))
    expect((await lib.listPictures(ownerId, 2, 2)).map(({ path }) => path)).toEqual([stored[2]?.path])
    for (const [index, { url, createdAt }] of listed.entries()) {
      expect(new Uint8Array(await (await fetch(url)).arrayBuffer())).toEqual(png(3 - index))
      expect(Math.abs(Date.parse(createdAt) - Date.now())).toBeLessThan(60_000)
    }
  })

  it('are theirs alone', async () => {
    const ownerId = randomUUID()
    await store(`${ownerId}-too`)
    await store(`${ownerId}/deeper`)
    expect(await lib.listPictures(ownerId, 10)).toEqual([])
    expect(await lib.listPictures(randomUUID(), 10)).toEqual([])
  })

  it('can be removed by id, once', async () => {
    const ownerId = randomUUID()
    const [gone, kept] = [await store(ownerId), await store(ownerId)]
    const address = await lib.signPicture(gone.path, 60)
    await lib.removePicture(ownerId, gone.id)
    expect((await fetch(address)).status).toBe(400)
    expect((await lib.listPictures(ownerId, 10)).map(({ id }) => id)).toEqual([kept.id])
    await expect(lib.removePicture(ownerId, gone.id)).rejects.toMatchObject({ code: 'not_found' })
  })

  it('are out of reach of other owners', async () => {
    const [mine, theirs] = [randomUUID(), randomUUID()]
    const { id, path } = await store(theirs)
    for (const wanted of [id, `../${theirs}/${id}`]) {
      await expect(lib.removePicture(mine, wanted)).rejects.toMatchObject({ code: 'not_found' })
    }
    expect((await fetch(await lib.signPicture(path, 60))).status).toBe(200)
  })
})

describe('a list of the local stack', () => {
  it('shows one folder at a time, as a hosted one does', async () => {
    const root = randomUUID()
    const models = server().from('models')
    for (const path of ['b.bin', 'a.bin', 'deep/one.bin', 'deep/two.bin', 'other/x.bin']) {
      expect((await models.upload(`${root}/${path}`, png())).error).toBeNull()
    }
    const namesIn = async (...question: Parameters<typeof models.list>) =>
      (await models.list(...question)).data?.map(({ name }) => name)
    expect(await namesIn(root)).toEqual(['deep', 'other', 'a.bin', 'b.bin'])
    expect(await namesIn(`${root}/deep`)).toEqual(['one.bin', 'two.bin'])
    expect(await namesIn(root, { limit: 2, offset: 1 })).toEqual(['other', 'a.bin'])
    expect(await namesIn(root, { search: 'A' })).toEqual(['a.bin'])
    const [folder] = (await models.list(root)).data ?? []
    expect(folder).toMatchObject({ id: null, metadata: null })
  })
})
