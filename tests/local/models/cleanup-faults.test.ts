import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { NOTHING, useModels } from './steps'

const stage = useModels()

const isRemoval = ({ method, path }: { method: string; path: string }) =>
  method === 'DELETE' && path.startsWith('/storage/')

describe('with a storage that fails', () => {
  it('altogether, everything keeps its row for the next run', async () => {
    const models = await stage.addExpired(3)
    stage.line.fails = isRemoval
    expect(await stage.run()).toEqual({ ...NOTHING, failed: 3 })
    expect(await stage.rowsAmong(models)).toEqual(['removing', 'removing', 'removing'])
    expect(await stage.filesAmong(models)).toHaveLength(3)
    stage.line.repair()
    expect(await stage.run()).toEqual({ ...NOTHING, removed: 3 })
    expect(await stage.filesAmong(models)).toEqual([])
  })

  it('for one file, that one alone stays', async () => {
    const models = await stage.addExpired(4)
    const [stuck] = models
    stage.line.fails = (request) => isRemoval(request) && request.body.includes(stuck?.path ?? '')
    expect(await stage.run()).toEqual({ ...NOTHING, removed: 3, failed: 1 })
    expect(await stage.filesAmong(models)).toEqual([stuck?.path])
    expect(await stage.rowsAmong(models)).toEqual(['removing'])
    stage.line.repair()
    expect(await stage.run()).toEqual({ ...NOTHING, removed: 1 })
  })

  it('for files of nobody, they are counted and found again', async () => {
    const ownerId = randomUUID()
    const picture = await stage.storePicture(ownerId)
    stage.line.fails = isRemoval
    expect(await stage.run()).toEqual({ ...NOTHING, failed: 1 })
    stage.line.repair()
    expect(await stage.run()).toEqual({ ...NOTHING, picturesRemoved: 1 })
    expect(await stage.filesAmong([picture])).toEqual([])
  })

  it('a person who deletes a model is told, and the job brings it to an end', async () => {
    const owner = await stage.addOwner()
    const model = await stage.addModel(owner, 'mine')
    stage.line.fails = isRemoval
    await expect(stage.lib.removeModel(owner, model.id)).rejects.toMatchObject({ code: 'provider_failed' })
    await expect(stage.lib.signModelDownload(owner, model.id)).rejects.toMatchObject({ code: 'not_found' })
    expect(await stage.filesAmong([model])).toHaveLength(1)
    stage.line.repair()
    expect(await stage.run()).toEqual({ ...NOTHING, removed: 1 })
  })

  it('an upload that can’t be signed leaves nothing behind', async () => {
    const owner = await stage.addOwner()
    stage.line.fails = ({ path }) => path.includes('/object/upload/sign/')
    await expect(stage.upload(owner, 'mine')).rejects.toMatchObject({ code: 'internal' })
    expect(await stage.lib.listModels(owner)).toEqual([])
  })
})

function gate() {
  let open: () => void = () => undefined
  const opened = new Promise<void>((resolve) => {
    open = resolve
  })
  return { open: () => open(), opened }
}

describe('two runs at once', () => {
  it('remove everything once', async () => {
    const models = await stage.addExpired(12)
    const [one, two] = await Promise.all([stage.run(), stage.run()])
    expect(one.removed + two.removed).toBe(12)
    expect(one.failed + two.failed).toBe(0)
    expect(await stage.rowsAmong(models)).toEqual([])
    expect(await stage.filesAmong(models)).toEqual([])
  })

  it('do not disturb each other when one stops between a file and its row', async () => {
    const models = await stage.addExpired(3)
    const [reached, released] = [gate(), gate()]
    let isFirst = true
    stage.line.pause = async ({ path }) => {
      if (!path.endsWith('/rpc/remove_models') || !isFirst) return
      isFirst = false
      reached.open()
      await released.opened
    }
    const slow = stage.run()
    await reached.opened
    expect(await stage.filesAmong(models)).toEqual([])
    expect(await stage.run()).toEqual({ ...NOTHING, removed: 3 })
    released.open()
    expect(await slow).toEqual(NOTHING)
  })

  it('leave a model that becomes ready meanwhile alone', async () => {
    const owner = await stage.addOwner()
    const model = await stage.upload(owner, 'late')
    await stage.sql`update public.models set created_at = now() - interval '25 hours' where id = ${model.id}`
    const [confirmed] = await Promise.allSettled([stage.lib.finishModelUpload(owner, model.id), stage.run()])
    // Whichever came first: never a ready model without its file.
    const isKept = confirmed.status === 'fulfilled'
    expect(await stage.rowsAmong([model])).toEqual(isKept ? ['ready'] : [])
    expect(await stage.filesAmong([model])).toHaveLength(isKept ? 1 : 0)
  })
})
