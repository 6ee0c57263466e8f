import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { beginCall } from '../../helpers/calls'
import { addUser, useDatabase } from '../../helpers/database'

const database = useDatabase()

type Answer = {
  allowed: boolean
  limit: number
  remaining: number
  resetSeconds: number
  retryAfterSeconds: number
}
async function take(bucket: string, burst = 3, perMinute = 6): Promise<Answer> {
  const [row] = await database.sql<{ answer: Answer }[]>`
    select public.take_rate_limit(${bucket}, ${burst}, ${perMinute}) as answer`
  if (!row) throw new Error('The function answered nothing.')
  return row.answer
}
const passSeconds = (bucket: string, seconds: number) => database.sql`
  update public.rate_limits set refilled_at = refilled_at - ${seconds} * interval '1 second' where bucket = ${bucket}`

describe('a token bucket', () => {
  it('lets a burst through, then what it refills with', async () => {
    const bucket = randomUUID()
    expect(await take(bucket)).toMatchObject({ allowed: true, limit: 3, remaining: 2, resetSeconds: 10 })
    expect(await take(bucket)).toMatchObject({ allowed: true, remaining: 1 })
    expect(await take(bucket)).toMatchObject({ allowed: true, remaining: 0, resetSeconds: 30 })
    expect(await take(bucket)).toMatchObject({ allowed: false, remaining: 0, retryAfterSeconds: 10 })
    await passSeconds(bucket, 9)
    expect(await take(bucket)).toMatchObject({ allowed: false, retryAfterSeconds: 1 })
    await passSeconds(bucket, 1)
    expect(await take(bucket)).toMatchObject({ allowed: true })
    await passSeconds(bucket, 3600)
    expect(await take(bucket)).toMatchObject({ allowed: true, remaining: 2 })
  })

  it('counts exactly, however many come at once', async () => {
    const bucket = randomUUID()
    const answers = await Promise.all(Array.from({ length: 60 }, () => take(bucket, 25, 0.001)))
    expect(answers.filter(({ allowed }) => allowed)).toHaveLength(25)
  })

  it('counts calls that were refused for another reason', async () => {
    const { id } = await addUser(database.sql)
    const call = () => beginCall(database.sql, id, { feature: 'nothing', burst: 2, perMinute: 0.001 })
    expect((await call()).error?.code).toBe('unknown_feature')
    expect((await call()).error?.code).toBe('unknown_feature')
    expect((await call()).error).toMatchObject({
      code: 'rate_limited',
      details: { retryAfterSeconds: expect.any(Number) },
    })
  })

  it('and a kept answer in use are left by pruning, which waits for no call', async () => {
    const { sql } = database
    const [{ id }, bucket] = [await addUser(sql), randomUUID()]
    await take(bucket)
    await beginCall(sql, id, { key: 'kept' })
    await sql.begin(async (call) => {
      await call`select public.take_rate_limit(${bucket}, 3, 6)`
      await call`update public.stored_responses set running_until = null where idempotency_key = 'kept'`
      await sql.begin(async (job) => {
        await job`set local lock_timeout = '2s'`
        await job`select public.prune_calls(now() + interval '8 days')`
      })
    })
    expect(await sql`select from public.rate_limits where bucket = ${bucket}`).toHaveLength(1)
    expect(await sql`select from public.stored_responses where idempotency_key = 'kept'`).toHaveLength(1)
  })

  it('is forgotten once it has long been full', async () => {
    const bucket = randomUUID()
    await take(bucket)
    await database.sql`select public.prune_calls(now() + interval '2 days')`
    expect(await database.sql`select from public.rate_limits where bucket = ${bucket}`).toHaveLength(0)
  })
})
