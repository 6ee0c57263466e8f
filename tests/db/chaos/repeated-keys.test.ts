import { describe, expect, it } from 'vitest'
import { addAdmin } from '../../helpers/admins'
import { type TestSql, useDatabase } from '../../helpers/database'
import {
  addAccount,
  balance,
  capture,
  deduct,
  grant,
  hold,
  refund,
  release,
  transfer,
} from '../../helpers/ledger'
import { clawBackGrant, deductBatch } from './load/operations'

const database = useDatabase()

const CALLS = 50

type Answer = { replayed: boolean }
type Scene = {
  owner: string
  /** What is called 50 times, always the same. */
  call: (sql: TestSql) => Promise<Answer>
  /** What the owner has in the end. */
  left: { available: number; held: number; debt: number }
}

const SCENES: Record<string, (sql: TestSql) => Promise<Scene>> = {
  async grant(sql) {
    const owner = await addAccount(sql)
    return { owner, call: (racing) => grant(racing, owner, 7, { key: 'one' }), left: left(7) }
  },
  async 'grant that pays debt'(sql) {
    const owner = await addAccount(sql)
    const granted = await grant(sql, owner, 10)
    await deduct(sql, owner, 10)
    await clawBackGrant(sql, owner, granted.transaction_id, 10, 'back')
    return { owner, call: (racing) => grant(racing, owner, 12, { key: 'one' }), left: left(2) }
  },
  async deduct(sql) {
    const owner = await addAccount(sql, 100)
    return { owner, call: (racing) => deduct(racing, owner, 5, { key: 'one' }), left: left(95) }
  },
  async 'deduct across grants'(sql) {
    const owner = await addAccount(sql, 3)
    await grant(sql, owner, 100)
    return { owner, call: (racing) => deduct(racing, owner, 5, { key: 'one' }), left: left(98) }
  },
  async 'deduct everything'(sql) {
    const owner = await addAccount(sql, 5)
    return { owner, call: (racing) => deduct(racing, owner, 5, { key: 'one' }), left: left(0) }
  },
  async batch(sql) {
    const owner = await addAccount(sql, 100)
    const other = await addAccount(sql, 100)
    const items = [other, owner].map((owner_id) => ({ owner_id, amount: 5, idempotency_key: 'one' }))
    const call = async (racing: TestSql) => {
      const [first, second] = await deductBatch(racing, items)
      expect(first?.replayed).toBe(second?.replayed)
      return { replayed: first?.replayed !== false }
    }
    return { owner, call, left: left(95) }
  },
  async hold(sql) {
    const owner = await addAccount(sql, 100)
    return { owner, call: (racing) => hold(racing, owner, 5, { key: 'one' }), left: left(95, 5) }
  },
  ...Object.fromEntries(
    [5, 3, 8].map((amount) => [
      `capture ${amount} of 5`,
      async (sql: TestSql): Promise<Scene> => {
        const owner = await addAccount(sql, 100)
        const { hold_id } = await hold(sql, owner, 5)
        return { owner, call: (racing) => capture(racing, hold_id, amount, 'one'), left: left(100 - amount) }
      },
    ]),
  ),
  async release(sql) {
    const owner = await addAccount(sql, 100)
    const { hold_id } = await hold(sql, owner, 5)
    return { owner, call: (racing) => release(racing, hold_id), left: left(100) }
  },
  async 'refund whole'(sql) {
    const owner = await addAccount(sql, 100)
    const { transaction_id } = await deduct(sql, owner, 5)
    return { owner, call: (racing) => refund(racing, owner, transaction_id, null, 'one'), left: left(100) }
  },
  async 'refund in part'(sql) {
    const owner = await addAccount(sql, 100)
    const { transaction_id } = await deduct(sql, owner, 5)
    return { owner, call: (racing) => refund(racing, owner, transaction_id, 2, 'one'), left: left(97) }
  },
  async transfer(sql) {
    const [owner, other] = [await addAccount(sql, 100), await addAccount(sql, 100)]
    return { owner, call: (racing) => transfer(racing, owner, other, 5, 'one'), left: left(95) }
  },
  ...Object.fromEntries(
    [5, -5].map((amount) => [
      `adjust by ${amount}`,
      async (sql: TestSql): Promise<Scene> => {
        const [owner, admin] = [await addAccount(sql, 100), await addAdmin(sql)]
        return { owner, call: (racing) => adjust(racing, admin, owner, amount), left: left(100 + amount) }
      },
    ]),
  ),
  async 'refund by an admin'(sql) {
    const [owner, admin] = [await addAccount(sql, 100), await addAdmin(sql)]
    const { transaction_id } = await deduct(sql, owner, 5)
    const call = async (racing: TestSql) => {
      const [row] = await racing<Answer[]>`
        select * from public.refund_user_transaction(${admin}, ${owner}, ${transaction_id}, 2, 'a reason', 'one')`
      return row ?? { replayed: true }
    }
    return { owner, call, left: left(97) }
  },
  async 'claw back'(sql) {
    const owner = await addAccount(sql)
    const granted = await grant(sql, owner, 100)
    await deduct(sql, owner, 97)
    const call = (racing: TestSql) => clawBackGrant(racing, owner, granted.transaction_id, 5, 'one')
    return { owner, call, left: left(0, 0, 2) }
  },
}

async function adjust(sql: TestSql, admin: string, owner: string, amount: number): Promise<Answer> {
  const [row] = await sql<Answer[]>`
    select * from public.adjust_credits(${admin}, ${owner}, ${amount}, 'a reason', 'one')`
  return row ?? { replayed: true }
}

const left = (available: number, held = 0, debt = 0) => ({ available, held, debt })

describe(`the same call ${CALLS} times at once`, () => {
  it.each(Object.keys(SCENES))('counts once: %s', async (name) => {
    const scene = await SCENES[name]?.(database.sql)
    if (!scene) throw new Error(`There is no scene ${name}.`)
    const racing = database.connect({ max: 25 })
    const answers = await Promise.all(Array.from({ length: CALLS }, () => scene.call(racing)))
    expect(answers.filter((answer) => !answer.replayed)).toHaveLength(1)
    expect(new Set(answers.map(identity)).size).toBe(1)
    expect(await balance(database.sql, scene.owner)).toMatchObject(scene.left)
    await racing.end()
  })

  it('leaves no function that moves credits out', async () => {
    const rows = await database.sql<{ name: string }[]>`
      select distinct p.proname::text as name from pg_proc p join pg_type t on t.oid = p.prorettype
      where p.pronamespace = 'public'::regnamespace and t.typname in ('credit_movement', 'credit_hold') order by 1`
    expect(rows.map((row) => row.name)).toEqual([
      ...['adjust_credits', 'capture_hold', 'claw_back_credits', 'deduct_credits', 'deduct_credits_batch'],
      ...[
        'grant_credits',
        'hold_credits',
        'refund_transaction',
        'refund_user_transaction',
        'release_hold',
        'transfer_credits',
      ],
    ])
  })
})

describe('a key that stands for one thing', () => {
  const CONFLICT = { code: 'PT409', message: 'idempotency_conflict' }

  it('is refused for another hold of the same size, and the other way round for a deduction', async () => {
    const { sql } = database
    const owner = await addAccount(sql, 100)
    const [first, second] = [await hold(sql, owner, 5), await hold(sql, owner, 5)]
    await capture(sql, first.hold_id, null, 'one')
    await expect(capture(sql, second.hold_id, null, 'one')).rejects.toMatchObject(CONFLICT)
    await expect(deduct(sql, owner, 5, { key: 'one' })).rejects.toMatchObject(CONFLICT)
    await deduct(sql, owner, 5, { key: 'two' })
    await expect(capture(sql, second.hold_id, null, 'two')).rejects.toMatchObject(CONFLICT)
    expect(await balance(sql, owner)).toMatchObject({ available: 85, held: 5 })
  })

  it('is refused for a refund of no transaction', async () => {
    const { sql } = database
    const owner = await addAccount(sql, 100)
    await deduct(sql, owner, 5, { key: 'one' })
    await expect(sql`select * from public.refund_transaction(${owner}, null, 'one')`).rejects.toMatchObject(
      CONFLICT,
    )
  })
})

// What a replay must answer like the first call: the movement or the hold, not the balance as of now.
function identity(answer: Answer) {
  const { transaction_id, hold_id, amount } = answer as Answer & Record<string, unknown>
  return JSON.stringify({ transaction_id, hold_id, amount })
}
