import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { abandonCall, beginCall, finishCall, listUsage } from '../../helpers/calls'
import { addUser, useDatabase } from '../../helpers/database'
import { balance, passTime } from '../../helpers/ledger'

const database = useDatabase()
const addPerson = async () => (await addUser(database.sql)).id

describe('a paid call', () => {
  it('holds the price, then captures it, logs the usage and counts the tokens at once', async () => {
    const { sql } = database
    const id = await addPerson()
    const begun = await beginCall(sql, id)
    expect(begun).toMatchObject({ credits: 1, caller: { id, role: 'user' } })
    expect(await balance(sql, id)).toMatchObject({ available: 49, held: 1 })
    const charge = await finishCall(sql, id, begun, { tokensIn: 30, tokensOut: 70 })
    expect(charge).toMatchObject({ creditsUsed: 1, newBalance: 49, tokensUsed: 100, totalTokensUsed: 100 })
    const log = {
      feature: 'text-generation',
      credits: 1,
      tokens_in: 30,
      tokens_out: 70,
      outcome: 'succeeded',
    }
    expect(await listUsage(sql, id)).toEqual([log])
    // A repeat, after a lost answer, changes nothing more.
    expect(await finishCall(sql, id, begun, { tokensIn: 30, tokensOut: 70 })).toMatchObject({
      newBalance: 49,
      totalTokensUsed: 100,
    })
    expect(await listUsage(sql, id)).toHaveLength(1)
  })

  it('gives everything back when it is abandoned, and says so in the log', async () => {
    const { sql } = database
    const id = await addPerson()
    await abandonCall(sql, id, await beginCall(sql, id))
    expect(await balance(sql, id)).toMatchObject({ available: 50, held: 0 })
    expect(await listUsage(sql, id)).toMatchObject([{ credits: 0, outcome: 'failed' }])
  })

  it.each([
    ['less than was held', 1, 49],
    ['all that was held', 4, 46],
    ['more than was held', 6, 44],
    ['more than the account has, as far as it goes', 99, 0],
  ])('of several units captures %s', async (_what, credits, left) => {
    const { sql } = database
    const id = await addPerson()
    const begun = await beginCall(sql, id, { units: 4 })
    expect(begun.credits).toBe(4)
    expect(await finishCall(sql, id, begun, { credits })).toMatchObject({ newBalance: left })
    // The same once more, after a lost answer.
    expect(await finishCall(sql, id, begun, { credits })).toMatchObject({ newBalance: left })
    expect(await balance(sql, id)).toMatchObject({ available: left, held: 0 })
    expect(await listUsage(sql, id)).toHaveLength(1)
  })

  it('costs what the table says for the model and the complexity, or what the route says', async () => {
    const { sql } = database
    const id = await addPerson()
    const price = async (facts: Parameters<typeof beginCall>[2]) => (await beginCall(sql, id, facts)).credits
    expect(await price({ feature: 'video-generation', model: 'veo2' })).toBe(15)
    expect(await price({ feature: 'video-generation', model: 'hailuo', complexity: 'medium' })).toBe(12)
    expect(await price({ feature: null, credits: 7 })).toBe(7)
  })

  it.each([
    ['a feature without a price', { feature: 'nothing' }, 'unknown_feature', null],
    ['constructor as a feature', { feature: 'constructor' }, 'unknown_feature', null],
    [
      'too few credits',
      { feature: null, credits: 51 },
      'insufficient_credits',
      { required: 51, available: 50 },
    ],
    ['a price other than shown', { expected: 2 }, 'price_changed', { requiredCredits: 1 }],
    ['a fraction of a credit', { feature: null, credits: 0.5 }, 'invalid_amount', null],
    ['somebody who is no admin', { access: 'admin' }, 'forbidden', null],
  ])('is refused for %s, and holds nothing', async (_what, facts, code, details) => {
    const { sql } = database
    const id = await addPerson()
    const { error } = await beginCall(sql, id, facts)
    expect(error?.code).toBe(code)
    if (details) expect(error?.details).toMatchObject(details)
    expect(await balance(sql, id)).toMatchObject({ available: 50, held: 0 })
  })

  it('is for people who are there', async () => {
    expect((await beginCall(database.sql, randomUUID())).error?.code).toBe('unauthorized')
    expect((await beginCall(database.sql, randomUUID(), { kind: 'lead' })).error?.code).toBe('unauthorized')
  })

  it('is free for admins and logged all the same', async () => {
    const { sql } = database
    const id = await addPerson()
    await sql`update public.profiles set role = 'admin' where id = ${id}`
    const begun = await beginCall(sql, id, { access: 'admin', units: 3 })
    expect(begun).toMatchObject({ credits: 0, holdId: null })
    expect(await finishCall(sql, id, begun, { credits: 2, tokensOut: 10 })).toMatchObject({
      creditsUsed: 0,
      newBalance: 50,
      totalTokensUsed: 10,
    })
    expect(await listUsage(sql, id)).toMatchObject([{ credits: 0, tokens_out: 10, outcome: 'succeeded' }])
  })

  it('lets twenty at once with credits for seven hold exactly seven times', async () => {
    const { sql } = database
    const id = await addPerson()
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => beginCall(sql, id, { feature: null, credits: 7 })),
    )
    expect(answers.filter(({ holdId }) => holdId)).toHaveLength(7)
    expect(answers.filter(({ error }) => error?.code === 'insufficient_credits')).toHaveLength(13)
    expect(await balance(sql, id)).toMatchObject({ available: 1, held: 49 })
  })

  it('that was killed lapses with its hold and is not charged', async () => {
    const { sql } = database
    const id = await addPerson()
    const begun = await beginCall(sql, id)
    await passTime(sql, id, '2 minutes')
    await expect(finishCall(sql, id, begun)).rejects.toMatchObject({ message: 'hold_closed' })
    expect(await balance(sql, id)).toMatchObject({ available: 50, held: 0 })
    expect(await listUsage(sql, id)).toEqual([])
  })
})
