import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { DAY, NOTHING, useModels } from './steps'

const stage = useModels()

describe('a run', () => {
  it('removes what is over, failed or never arrived, with its file, and leaves the rest', async () => {
    const owner = await stage.addOwner()
    const over = await stage.addModel(owner, 'over', -0.01)
    const failed = await stage.upload(owner, 'failed')
    await stage.sql`update public.models set status = 'failed' where id = ${failed.id}`
    const [late, unconfirmed] = [
      await stage.upload(owner, 'late', null),
      await stage.upload(owner, 'unconfirmed'),
    ]
    await stage.sql`update public.models set created_at = now() - interval '25 hours' where id in ${stage.sql([late.id, unconfirmed.id])}`
    const kept = [await stage.addModel(owner, 'kept'), await stage.upload(owner, 'under way')]
    const gone = [over, failed, late, unconfirmed]
    expect(await stage.run()).toEqual({ ...NOTHING, removed: 4 })
    expect(await stage.rowsAmong(gone)).toEqual([])
    expect(await stage.filesAmong(gone)).toEqual([])
    expect((await stage.rowsAmong(kept)).sort()).toEqual(['ready', 'uploading'])
    expect(await stage.filesAmong(kept)).toHaveLength(2)
    expect(await stage.run()).toEqual(NOTHING)
  })

  it('warns once and removes on the day, however many runs were missed', async () => {
    const owner = await stage.addOwner()
    const model = await stage.addModel(owner, 'soon', 2)
    const inDays = (days: number) => new Date(Date.now() + days * DAY)
    expect(await stage.run()).toEqual({ ...NOTHING, warned: 1 })
    expect(await stage.run(inDays(1))).toEqual(NOTHING)
    expect(await stage.run(inDays(9))).toEqual({ ...NOTHING, removed: 1 })
    expect(await stage.filesAmong([model])).toEqual([])
  })

  it('takes away what a deleted person has left, models and pictures', async () => {
    const [owner, other] = [await stage.addOwner(), await stage.addOwner()]
    const [lead] = await stage.sql<{ id: string }[]>`select public.start_lead(${randomUUID()}, 9, 99) as id`
    const [theirs, visitors, kept] = [
      await stage.storePicture(owner),
      await stage.storePicture(lead?.id ?? ''),
      await stage.storePicture(other),
    ]
    const model = await stage.addModel(owner, 'mine')
    await stage.sql`delete from auth.users where id = ${owner}`
    await stage.sql`delete from public.leads where id = ${lead?.id ?? ''}`
    expect(await stage.run()).toEqual({ ...NOTHING, orphanFiles: 1, picturesRemoved: 2 })
    expect(await stage.filesAmong([model])).toEqual([])
    expect(await stage.filesAmong([theirs, visitors, kept])).toEqual([kept.path])
  })

  it('removes rows without a file and, a day later, files without a row', async () => {
    const owner = await stage.addOwner()
    const [noFile, noRow] = [await stage.addModel(owner, 'no file'), await stage.addModel(owner, 'no row')]
    await stage.sql`delete from storage.objects where name = ${noFile.path}`
    await stage.sql`delete from public.models where id = ${noRow.id}`
    expect(await stage.run()).toEqual({ ...NOTHING, orphanRows: 1 })
    expect(await stage.filesAmong([noRow])).toEqual([noRow.path])
    await stage.sql`update storage.objects set created_at = now() - interval '25 hours' where name = ${noRow.path}`
    expect(await stage.run()).toEqual({ ...NOTHING, orphanFiles: 1 })
    expect(await stage.filesAmong([noRow])).toEqual([])
  })

  it('finds them however many files there are in between', async () => {
    const owner = await stage.addOwner()
    await stage.sql`insert into storage.objects (bucket_id, name)
      select 'models', ${owner} || '/' || lpad(n::text, 4, '0') || '.bin' from generate_series(1, 2500) n`
    const old = [{ path: `${owner}/0001.bin` }, { path: `${owner}/1500.bin` }, { path: `${owner}/2500.bin` }]
    await stage.sql`update storage.objects set created_at = now() - interval '2 days'
      where name in ${stage.sql(old.map(({ path }) => path))}`
    expect(await stage.run()).toEqual({ ...NOTHING, orphanFiles: 3 })
    expect(await stage.filesAmong(old)).toEqual([])
    await stage.sql`delete from storage.objects where bucket_id = 'models' and name like ${`${owner}/%`}`
  })
})
