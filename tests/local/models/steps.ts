import { afterAll, afterEach, beforeAll, beforeEach, expect, vi } from 'vitest'
import { type Stack, startStack } from '../../../local/stack'
import { connectAppDatabase } from '../../helpers/app/database'
import { addUser, type TestSql } from '../../helpers/database'
import { openFaultyLine } from './faulty-line'

export const DAY = 86_400_000
/** What a run answers that finds nothing to do. */
export const NOTHING = {
  removed: 0,
  failed: 0,
  orphanFiles: 0,
  orphanRows: 0,
  warned: 0,
  picturesRemoved: 0,
}

/** Gives a test file a stack of its own behind a line that can fail, the code that runs on it, and models to run it on. */
export function useModels() {
  let stack: Stack
  let sql: TestSql
  let line: Awaited<ReturnType<typeof openFaultyLine>>
  let job: typeof import('../../../lib/jobs/cleanup-models')
  let lib: typeof import('../../../lib/models/models')
  let pictures: typeof import('../../../lib/pictures/store-picture')

  beforeAll(async () => {
    stack = await startStack({ ephemeral: true })
    line = await openFaultyLine(stack.env.NEXT_PUBLIC_SUPABASE_URL ?? '')
    const env = { ...stack.env, NEXT_PUBLIC_SUPABASE_URL: line.url, LOG_LEVEL: 'silent' }
    for (const [name, value] of Object.entries(env)) vi.stubEnv(name, value)
    sql = connectAppDatabase(stack.env.DATABASE_URL ?? '')
    // Room for whatever a test needs.
    await sql`update public.plans set max_models = 1000 where id = 'free'`
    job = await import('../../../lib/jobs/cleanup-models')
    lib = await import('../../../lib/models/models')
    pictures = await import('../../../lib/pictures/store-picture')
  })
  afterAll(async () => {
    vi.unstubAllEnvs()
    await sql?.end({ timeout: 2 })
    await line?.close()
    await stack?.stop()
  })
  // What one test leaves lying about, another would count.
  beforeEach(async () => {
    await job.cleanUpModels(new Date(Date.now() + 1000 * DAY))
    expect(await job.cleanUpModels(new Date())).toEqual(NOTHING)
  })
  afterEach(() => line.repair())

  /** A model whose upload has begun and, unless `bytes` is null, brought so many of its four bytes. */
  async function upload(ownerId: string, name: string, bytes: number | null = 4) {
    const wanted = { name, extension: 'bin', sizeBytes: 4 }
    const { modelId, uploadUrl } = await lib.startModelUpload(ownerId, wanted)
    if (bytes !== null) {
      expect((await fetch(uploadUrl, { method: 'PUT', body: new Uint8Array(bytes) })).status).toBe(200)
    }
    return { id: modelId, path: `${ownerId}/${modelId}.bin` }
  }

  async function addModel(ownerId: string, name: string, daysLeft = 5) {
    const model = await upload(ownerId, name)
    await lib.finishModelUpload(ownerId, model.id)
    const until = new Date(Date.now() + daysLeft * DAY)
    await sql`update public.models set retain_until = ${until}, ready_at = ${until}::timestamptz - interval '7 days'
      where id = ${model.id}`
    return model
  }

  return {
    get sql() {
      return sql
    },
    get line() {
      return line
    },
    get lib() {
      return lib
    },
    run: (now = new Date()) => job.cleanUpModels(now),
    addOwner: async () => (await addUser(sql)).id,
    upload,
    addModel,
    storePicture: (ownerId: string) =>
      pictures.storePicture({ ownerId, bytes: Uint8Array.of(1), mediaType: 'image/png' }),

    /** Models of one owner whose time is over. */
    async addExpired(count: number) {
      const { id } = await addUser(sql)
      const models = []
      for (let index = 0; index < count; index += 1) models.push(await addModel(id, `over ${index}`, -1))
      return models
    },

    /** Of these files, the paths of those that are there. */
    async filesAmong(files: { path: string }[]) {
      const rows = await sql<{ name: string }[]>`
        select name from storage.objects where name in ${sql(files.map(({ path }) => path))} order by name`
      return rows.map(({ name }) => name)
    },

    /** Of these models, the states of those that have a row. */
    async rowsAmong(models: { id: string }[]) {
      const rows = await sql<{ status: string }[]>`
        select status from public.models where id in ${sql(models.map(({ id }) => id))} order by status`
      return rows.map(({ status }) => status)
    },
  }
}
