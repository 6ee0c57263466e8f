import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { addUser, useDatabase } from '../../helpers/database'
import { finishUpload, putFile, startUpload, subscribe } from './steps'

const database = useDatabase({ checkLedger: false })

describe('an upload', () => {
  it('is expected at a path that begins with the owner’s id', async () => {
    const { sql } = database
    const { id: userId } = await addUser(sql)
    const { id, storage_path } = await startUpload(sql, userId, 'Face', 10)
    expect(storage_path).toBe(`${userId}/${id}.bin`)
    const [row] = await sql`select status, retain_until from public.models where id = ${id}`
    expect(row).toEqual({ status: 'uploading', retain_until: null })
  })

  it('makes the model ready when the file is there in full, for as long as the plan says', async () => {
    const { sql } = database
    const { id: userId } = await addUser(sql)
    const { id, storage_path } = await startUpload(sql, userId, 'Face', 10)
    await expect(finishUpload(sql, userId, id)).rejects.toMatchObject({ code: 'PT409', message: 'conflict' })
    await putFile(sql, storage_path, 10)
    const ready = await finishUpload(sql, userId, id)
    expect(ready).toMatchObject({ status: 'ready', size_bytes: 10 })
    expect((ready.retain_until?.getTime() ?? 0) - (ready.ready_at?.getTime() ?? 0)).toBe(7 * 86_400_000)
    expect(await finishUpload(sql, userId, id)).toEqual(ready)
  })

  it.each([9, 11])('announced with 10 bytes fails with %i', async (stored) => {
    const { sql } = database
    const { id: userId } = await addUser(sql)
    const { id, storage_path } = await startUpload(sql, userId, 'Face', 10)
    await putFile(sql, storage_path, stored)
    expect(await finishUpload(sql, userId, id)).toMatchObject({ status: 'failed', retain_until: null })
    await expect(finishUpload(sql, userId, id)).rejects.toMatchObject({ code: 'PT409' })
  })

  it('above the limit of the bucket is not expected', async () => {
    const { sql } = database
    const { id } = await addUser(sql)
    await expect(startUpload(sql, id, 'Face', 50 * 1024 * 1024 + 1)).rejects.toMatchObject({ code: '23514' })
    await expect(startUpload(sql, id, 'Face', 0)).rejects.toMatchObject({ code: '23514' })
  })

  it('of somebody else can be neither finished nor removed', async () => {
    const { sql } = database
    const [owner, stranger] = [await addUser(sql), await addUser(sql)]
    const { id, storage_path } = await startUpload(sql, owner.id, 'Face', 10)
    await putFile(sql, storage_path, 10)
    const refused = { code: 'PT404', message: 'not_found' }
    await expect(finishUpload(sql, stranger.id, id)).rejects.toMatchObject(refused)
    await expect(sql`select public.begin_model_removal(${stranger.id}, ${id})`).rejects.toMatchObject(refused)
    await expect(finishUpload(sql, owner.id, randomUUID())).rejects.toMatchObject(refused)
    expect(await sql`select from public.models where id = ${id} and status = 'uploading'`).toHaveLength(1)
  })
})

describe('a name', () => {
  it('is taken once by each person, however it is written, and free again with the model', async () => {
    const { sql } = database
    const [owner, other] = [await addUser(sql), await addUser(sql)]
    const { id, storage_path } = await startUpload(sql, owner.id, 'Face', 10)
    const refused = { code: 'PT409', message: 'name_taken' }
    await expect(startUpload(sql, owner.id, 'fACE', 10)).rejects.toMatchObject(refused)
    await startUpload(sql, other.id, 'Face', 10)
    await putFile(sql, storage_path, 9)
    await finishUpload(sql, owner.id, id)
    await startUpload(sql, owner.id, 'Face', 10)
  })
})

describe('the limit of a plan', () => {
  it('holds for uploads at the same time', async () => {
    const { sql } = database
    const { id } = await addUser(sql)
    const tries = await Promise.allSettled(
      Array.from({ length: 8 }, (_, index) => startUpload(sql, id, `Model ${index}`, 10)),
    )
    expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(3)
    const [refused] = tries.flatMap((one) => (one.status === 'rejected' ? [one.reason] : []))
    expect(refused).toMatchObject({ code: 'PT409', message: 'model_limit_reached' })
    expect(JSON.parse(refused.detail)).toMatchObject({ planName: 'Free', maxModels: 3, used: 3 })
  })

  it('counts what failed and what is being removed: their files may still be there', async () => {
    const { sql } = database
    const { id: userId } = await addUser(sql)
    const models = []
    for (const name of ['a', 'b', 'c']) models.push(await startUpload(sql, userId, name, 10))
    const [first] = models
    await sql`select public.begin_model_removal(${userId}, ${first?.id ?? ''})`
    await expect(startUpload(sql, userId, 'd', 10)).rejects.toMatchObject({ message: 'model_limit_reached' })
    await sql`select public.remove_models(${[first?.id ?? '']})`
    await startUpload(sql, userId, 'd', 10)
  })

  it('is that of the plan the person is on', async () => {
    const { sql } = database
    const { id } = await addUser(sql)
    await subscribe(sql, id)
    const [row] = await sql`select public.model_allowance(${id}) as allowance`
    expect(row?.allowance).toEqual({ planName: 'Pro', maxModels: 20, retentionDays: 30, used: 0 })
  })
})

describe('a removal', () => {
  it('keeps the row for as long as the file is there', async () => {
    const { sql } = database
    const { id: userId } = await addUser(sql)
    const { id, storage_path } = await startUpload(sql, userId, 'Face', 10)
    await putFile(sql, storage_path, 10)
    const remove = async () => (await sql`select public.remove_models(${[id]}) as answer`)[0]?.answer
    // Not given up yet.
    expect(await remove()).toEqual({ removed: 0, kept: 1 })
    const [begun] = await sql`select public.begin_model_removal(${userId}, ${id}) as path`
    expect(begun?.path).toBe(storage_path)
    expect(await remove()).toEqual({ removed: 0, kept: 1 })
    await sql`delete from storage.objects where name = ${storage_path}`
    expect(await remove()).toEqual({ removed: 1, kept: 0 })
    expect(await remove()).toEqual({ removed: 0, kept: 0 })
  })

  it('cannot be undone by an upload that ends late', async () => {
    const { sql } = database
    const { id: userId } = await addUser(sql)
    const { id, storage_path } = await startUpload(sql, userId, 'Face', 10)
    await sql`select public.begin_model_removal(${userId}, ${id})`
    await putFile(sql, storage_path, 10)
    await expect(finishUpload(sql, userId, id)).rejects.toMatchObject({ code: 'PT409' })
  })
})
