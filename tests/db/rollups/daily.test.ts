import fc from 'fast-check'
import { describe, expect, it, vi } from 'vitest'
import { abandonCall, beginCall, finishCall } from '../../helpers/calls'
import { addUser, useDatabase } from '../../helpers/database'
import { deduct, grant, history, refund } from '../../helpers/ledger'
import { drainRollUps, rollUp } from '../../helpers/roll-ups'
import { expectedFigures, rolledUpFigures, spreadOverDays } from './expected'

const database = useDatabase()

type Step = 'spend' | 'fail' | 'grant' | 'refund' | 'adjust' | 'roll'

async function take(step: Step, id: string, size: number) {
  const { sql } = database
  if (step === 'spend') await finishCall(sql, id, await beginCall(sql, id), { tokensOut: size, tokensIn: 1 })
  if (step === 'fail') await abandonCall(sql, id, await beginCall(sql, id))
  if (step === 'grant') await grant(sql, id, size, { source: size % 2 ? 'purchase' : 'bonus' })
  if (step === 'roll') await rollUp(sql, size)
  if (step === 'refund') {
    const [spent] = (await history(sql, id, { type: 'deduction' })).filter(
      (row) => row.refunded < -row.amount,
    )
    if (spent) await refund(sql, id, spent.id, 1)
  }
  if (step === 'adjust') {
    await sql`select public.deduct_credits(${id}, 1, ${`adjust:${crypto.randomUUID()}`}, p_reference => 'adjustment')`
  }
}

async function fund(count: number) {
  const people = await Promise.all(Array.from({ length: count }, () => addUser(database.sql)))
  for (const { id } of people) await grant(database.sql, id, 1000)
  return people.map((person) => person.id)
}

describe('the daily figures', () => {
  it('equal plain sums over the rows, whatever happens and in whatever batches they are taken', async () => {
    const { sql } = database
    const people = await fund(3)
    const step = fc.record({
      what: fc.constantFrom<Step>('spend', 'fail', 'grant', 'refund', 'adjust', 'roll'),
      who: fc.nat(2),
      size: fc.integer({ min: 1, max: 9 }),
    })
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 20, maxLength: 40 }), async (steps) => {
        for (const { what, who, size } of steps) await take(what, people[who] ?? '', size)
        await drainRollUps(sql, 3)
        expect(await rolledUpFigures(sql)).toEqual(await expectedFigures(sql))
      }),
      { numRuns: 5 },
    )
  })

  it('are right while rows are written and taken at the same time', async () => {
    const { sql } = database
    const people = await fund(6)
    let writing = true
    const takers = Array.from({ length: 3 }, async () => {
      while (writing) await rollUp(sql, 5)
    })
    await Promise.all(
      people.map(async (id) => {
        for (let i = 0; i < 25; i++) await take(i % 5 === 4 ? 'fail' : 'spend', id, i)
      }),
    )
    writing = false
    await Promise.all(takers)
    await drainRollUps(sql)
    expect(await rolledUpFigures(sql)).toEqual(await expectedFigures(sql))
  })

  it('go to the day of each row, and leave the spending windows when their day is over', async () => {
    const { sql } = database
    const [id = ''] = await fund(1)
    for (let i = 0; i < 60; i++) await deductAndLog(id)
    await sql`update private.spending_day set day = day - 50`
    // Rows of before, taken in while the windows ended 50 days ago; then time passes.
    await spreadOverDays(sql, 120)
    await sql`truncate public.daily_usage, public.daily_feature_usage, public.daily_credits, public.daily_people, public.spending_windows`
    await sql`update private.rollup_cursors set done_id = 0, mark_id = 0`
    await drainRollUps(sql, 17)
    expect(await rolledUpFigures(sql)).toEqual(await expectedFigures(sql))
    await sql`update public.usage_logs set created_at = created_at - interval '3 days'`
    await sql`update public.daily_usage set day = day + 1000` // out of the way of each other first
    await sql`update public.daily_usage set day = day - 1003`
    await sql`update private.spending_day set day = day - 3`
    await rollUp(sql)
    expect((await rolledUpFigures(sql)).spending_windows).toEqual(
      (await expectedFigures(sql)).spending_windows,
    )
    await sql`select private.rebuild_daily()` // the other figures have not moved
    await drainRollUps(sql)
  })

  it('are not taken again so soon when asked not to', async () => {
    const { sql } = database
    const [id = ''] = await fund(1)
    await vi.waitFor(async () => {
      await drainRollUps(sql)
      // Of a source without new rows it is not known yet while somebody else is at work.
      const [row] =
        await sql`select min(done_at) > now() - interval '1 hour' as "isKnown" from private.rollup_cursors`
      expect(row).toEqual({ isKnown: true })
    }, 20_000)
    await deduct(sql, id, 1)
    const [early] = await sql<{ taken: number }[]>`select taken from public.roll_up_daily(100, 3600)`
    expect(early?.taken).toBe(0)
    await drainRollUps(sql)
    expect(await rolledUpFigures(sql)).toEqual(await expectedFigures(sql))
  })
})

async function deductAndLog(id: string) {
  await finishCall(database.sql, id, await beginCall(database.sql, id), { tokensOut: 5 })
}
