import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { abandonCall, beginCall, finishCall } from '../../helpers/calls'
import { addUser, type TestSql, useDatabase } from '../../helpers/database'
import { deduct, grant } from '../../helpers/ledger'
import { drainRollUps, rollUp } from '../../helpers/roll-ups'
import { expectedFigures, rolledUpFigures } from './expected'

const database = useDatabase()

const nothing = () => undefined

/** Does `work` in a transaction that stays open until the answered function is called. */
async function begin(work: (tx: TestSql) => Promise<unknown>) {
  let commit: () => void = nothing
  const told = new Promise<void>((resolve) => {
    commit = resolve
  })
  let ready: () => void = nothing
  const done = new Promise<void>((resolve) => {
    ready = resolve
  })
  const committed = database.sql.begin(async (tx) => {
    await work(tx as unknown as TestSql)
    ready()
    await told
  })
  // Left open after a failed test, it would hold back the figures of every database of this server.
  const end = async () => {
    commit()
    await committed
  }
  onTestFinished(end)
  await Promise.race([done, committed])
  return end
}

async function fund() {
  const { id } = await addUser(database.sql)
  await grant(database.sql, id, 100)
  return id
}

const expectRight = async () =>
  expect(await rolledUpFigures(database.sql)).toEqual(await expectedFigures(database.sql))

describe('a row that commits after one with a higher id', () => {
  it('is taken in when it is there, and once', async () => {
    const { sql } = database
    const [slow, quick] = [await fund(), await fund()]
    await drainRollUps(sql)
    const commit = await begin((tx) => deduct(tx, slow, 3))
    await deduct(sql, quick, 2)
    // The mark lies past both ids, and stays where it is while the lower one is not decided.
    expect(await rollUp(sql)).toBe(0)
    expect(await rollUp(sql)).toBe(0)
    await commit()
    await drainRollUps(sql)
    await expectRight()
  })

  it('is taken in when it is the first that its transaction writes, as a free call is', async () => {
    const { sql } = database
    const [slow, quick] = [await fund(), await fund()]
    await drainRollUps(sql)
    const call = { holdId: null, requestId: crypto.randomUUID() }
    const commit = await begin((tx) => abandonCall(tx, slow, call))
    await finishCall(sql, quick, await beginCall(sql, quick), { tokensOut: 7 })
    await rollUp(sql)
    await commit()
    await drainRollUps(sql)
    await expectRight()
  })

  it('keeps nothing back when its transaction began after the mark', async () => {
    const { sql } = database
    const [early, late, quick] = [await fund(), await fund(), await fund()]
    await drainRollUps(sql)
    const commitEarly = await begin((tx) => deduct(tx, early, 1))
    await deduct(sql, quick, 1)
    await rollUp(sql) // marks
    const commitLate = await begin((tx) => deduct(tx, late, 1))
    await commitEarly()
    // Another test's transaction may hold it back for a moment; the late one is open all the time.
    await vi.waitFor(async () => expect(await rollUp(sql)).toBeGreaterThan(0), { timeout: 10_000 })
    await commitLate()
    await drainRollUps(sql)
    await expectRight()
  })

  it('keeps back no source that has no new rows, with somebody always at work', async () => {
    const { sql } = database
    const one = await fund()
    await drainRollUps(sql)
    const doneAt = async () => {
      await rollUp(sql)
      const [row] = await sql<
        { at: Date }[]
      >`select done_at as at from private.rollup_cursors where source = 'usage_logs'`
      return row?.at.getTime() ?? 0
    }
    const before = await doneAt()
    let commit = await begin((tx) => deduct(tx, one, 1))
    await doneAt() // marks, while the first of them is open
    await vi.waitFor(
      async () => {
        const other = await fund()
        const next = await begin((tx) => deduct(tx, other, 1))
        await commit()
        commit = next
        expect(await doneAt()).toBeGreaterThan(before)
      },
      { timeout: 10_000 },
    )
  })

  it('leaves a gap when it is rolled back, which stops nothing', async () => {
    const { sql } = database
    const [slow, quick] = [await fund(), await fund()]
    const failed = sql.begin(async (tx) => {
      await deduct(tx as unknown as TestSql, slow, 3)
      throw new Error('undo')
    })
    await expect(failed).rejects.toThrow('undo')
    await deduct(sql, quick, 2)
    await drainRollUps(sql)
    await expectRight()
  })

  it('waits for nobody when another run is under way', async () => {
    const { sql } = database
    await deduct(sql, await fund(), 1)
    const commit = await begin((tx) => tx`select public.roll_up_daily()`)
    expect(await rollUp(sql)).toBe(0)
    await commit()
    await drainRollUps(sql)
    await expectRight()
  })
})
