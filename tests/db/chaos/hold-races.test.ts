import { expect, it } from 'vitest'
import { type TestSql, useDatabase } from '../../helpers/database'
import { addAccount, balance, capture, expire, hold, release } from '../../helpers/ledger'

const database = useDatabase()

const EACH = 8
const MIN_ROUNDS = 100
const MAX_ROUNDS = 1000

type End = 'captured' | 'released' | 'expired'

// Lets a hold lapse that many milliseconds from now; sooner than hold_credits allows.
async function lapseIn(sql: TestSql, owner: string, holdId: number, milliseconds: number) {
  await sql`
    with lapsing as (
      update public.credit_holds set expires_at = clock_timestamp() + ${milliseconds} * interval '1 ms'
      where id = ${holdId} returning account_id, expires_at
    )
    update public.credit_accounts a set next_due_at = l.expires_at from lapsing l where a.id = l.account_id`
  return owner
}

it('ends a hold once when captures, releases and its expiry race', { timeout: 60_000 }, async ({
  annotate,
}) => {
  const { sql } = database
  const racing = database.connect({ max: EACH * 3 })
  const ends: Record<End, number> = { captured: 0, released: 0, expired: 0 }

  for (
    let round = 0;
    round < MIN_ROUNDS || (Object.values(ends).includes(0) && round < MAX_ROUNDS);
    round += 1
  ) {
    const owner = await addAccount(sql, 10)
    const { hold_id } = await hold(sql, owner, 10)
    await lapseIn(sql, owner, hold_id, (round % 10) / 2)
    const calls = Array.from({ length: EACH }, (_, n) => {
      const ending = [
        () => capture(racing, hold_id, null, `capture ${n}`),
        () => release(racing, hold_id),
        () => expire(racing, 10),
      ]
      // Each round another of them is first in the queue.
      return ending.map((_call, place) => ending[(place + round) % ending.length])
    })
    const answers = await Promise.allSettled(calls.flat().map((call) => call?.()))

    // Books the lapse if nothing that ran after it has been kept.
    const { available, held } = await balance(sql, owner)
    const [kept] = await sql<{ status: End; deductions: number }[]>`
      select h.status, (select count(*) from public.credit_transactions t
        where t.account_id = h.account_id and t.type = 'deduction') as deductions
      from public.credit_holds h where h.id = ${hold_id}`
    const end = kept?.status ?? 'captured'
    ends[end] += 1
    const captured = end === 'captured'
    expect({ ...kept, available, held }).toEqual({
      ...{ status: end, held: 0 },
      ...(captured ? { deductions: 1, available: 0 } : { deductions: 0, available: 10 }),
    })
    expectOneWinner(answers, end)
  }
  await annotate(JSON.stringify(ends))
  expect(Object.values(ends)).not.toContain(0)
})

// The one that ended the hold says so; the losers are refused, or told how it ended.
function expectOneWinner(answers: PromiseSettledResult<unknown>[], end: End) {
  const told = answers.map((answer) => {
    if (answer.status === 'rejected') return `${answer.reason.code} ${answer.reason.message}`
    const value = answer.value as { transaction_id?: number; status?: string; replayed?: boolean }
    if (value.transaction_id) return 'captured'
    return value.status ? `${value.status}${value.replayed ? ' before' : ''}` : 'swept'
  })
  const count = (text: string) => told.filter((line) => line === text).length
  const refused = count('PT409 hold_closed')
  expect(count('swept'), told.join()).toBe(EACH)
  if (end === 'captured') expect([count('captured'), refused]).toEqual([1, EACH * 2 - 1])
  if (end === 'released') {
    expect([count('released'), count('released before'), refused]).toEqual([1, EACH - 1, EACH])
  }
  if (end === 'expired') expect([count('expired before'), refused]).toEqual([EACH, EACH])
}
