import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { readTrail } from '../../helpers/catalogue'
import { addUser, useDatabase } from '../../helpers/database'
import { addAdmin } from '../../helpers/refunds'

const database = useDatabase()

describe('jobs', () => {
  const list = async (
    admin: string,
    job: string | null,
    failed = false,
    before: number | null = null,
    limit = 30,
  ) => {
    const [row] = await database.sql<{ runs: { id: number; job: string; error: string | null }[] }[]>`
      select public.list_cron_runs(${admin}, ${job}, ${failed}, ${before}, ${limit}) as runs`
    return row?.runs ?? []
  }
  const start = async (admin: string, job: string, key: string = randomUUID()) => {
    const [row] = await database.sql<{ is: boolean }[]>`
      select public.begin_cron_run(${admin}, ${job}, ${key}) as is`
    return row?.is
  }

  it('show their runs page by page, the last of each, and the last that went well', async () => {
    const { sql } = database
    const [admin, job] = [await addAdmin(sql), `job-${randomUUID()}`]
    for (let n = 0; n < 5; n += 1) {
      const error = n % 2 === 0 ? 'broke' : undefined
      await sql`select public.record_cron_run(${job}, now(), ${n}, null, ${error ?? null})`
    }
    const first = await list(admin, job, false, null, 3)
    const rest = await list(admin, job, false, first.at(-1)?.id, 3)
    expect([...first, ...rest]).toMatchObject([4, 3, 2, 1, 0].map((durationMs) => ({ durationMs, job })))
    expect((await list(admin, job, true)).map(({ error }) => error)).toEqual(['broke', 'broke', 'broke'])
    const [row] = await sql`select public.last_cron_runs(${admin}, ${[job, 'never']}) as jobs`
    expect(row?.jobs).toMatchObject([
      { job, last: { error: 'broke', durationMs: 4 }, lastGood: expect.any(String) },
      { job: 'never', last: null, lastGood: null },
    ])
  })

  it('are run by one of many who ask at once, and again when that is over', async () => {
    const { sql } = database
    const [admin, job, key] = [await addAdmin(sql), `job-${randomUUID()}`, randomUUID()]
    const twice = await Promise.all([start(admin, job, key), start(admin, job, key)])
    expect(twice.sort()).toEqual([false, true])
    await expect(start(admin, job)).rejects.toMatchObject({ code: 'PT409', message: 'request_in_progress' })
    await sql`select public.record_cron_run(${job}, clock_timestamp(), 1)`
    expect(await start(admin, job, key)).toBe(false)
    expect(await start(admin, job)).toBe(true)
    expect(await readTrail(database.sql, `job:${job}`)).toHaveLength(2)
  })
})

it('is for admins, in the database as well', async () => {
  const { sql } = database
  const { id } = await addUser(sql)
  for (const query of [
    () => sql`select public.list_cron_runs(${id})`,
    () => sql`select public.last_cron_runs(${id}, ${['ledger']})`,
    () => sql`select public.begin_cron_run(${id}, 'ledger', 'key')`,
  ]) {
    await expect(query()).rejects.toMatchObject({ code: 'PT403', message: 'forbidden' })
  }
})
