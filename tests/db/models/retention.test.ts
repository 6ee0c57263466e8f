import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { addUser, useDatabase } from '../../helpers/database'
import { syncSubscription } from '../../helpers/subscriptions'
import { addModel, putFile, startUpload, subscribe } from './steps'

const database = useDatabase({ checkLedger: false })

const NOW = new Date()
const days = (count: number) => new Date(NOW.getTime() + count * 86_400_000)
const FIRST_ID = '00000000-0000-0000-0000-000000000000'

async function call(
  name: 'extend_models' | 'warn_expiring_models' | 'give_up_models',
  now = NOW,
  limit = 500,
) {
  const [row] = await database.sql.unsafe<{ n: number }[]>(`select public.${name}($1, $2) as n`, [now, limit])
  return row?.n ?? 0
}
const drain = async (...question: Parameters<typeof call>) => {
  while ((await call(...question)) > 0);
}

async function statusOf(id: string) {
  const [row] = await database.sql<{ status: string }[]>`select status from public.models where id = ${id}`
  return row?.status
}

async function told(userId: string) {
  const { sql } = database
  return await sql<{ key: string; data: { name: string; remove_at: string } }[]>`
    select key, data from public.notifications where user_id = ${userId} and kind = 'model_expiring' order by id`
}

describe('owners', () => {
  it('are warned once, three days ahead, by a message and a mail', async () => {
    const { sql } = database
    const { id: userId } = await addUser(sql)
    const soon = await addModel(sql, userId, 'Soon', days(3))
    await addModel(sql, userId, 'Later', days(3.01))
    await call('warn_expiring_models')
    const [message, ...more] = await told(userId)
    expect(more).toEqual([])
    expect(message).toMatchObject({ key: `model_expiring:${soon.id}`, data: { name: 'Soon' } })
    expect(Date.parse(message?.data.remove_at ?? '')).toBe(days(3).getTime())
    await call('warn_expiring_models')
    await call('warn_expiring_models', days(1))
    expect(await told(userId)).toHaveLength(2)
    expect(
      await sql`select from public.email_outbox where user_id = ${userId} and kind = 'model_expiring'`,
    ).toHaveLength(2)
  })

  it('are told late when runs were missed, and not at all of what is over: it is removed in time', async () => {
    const { sql } = database
    const { id: userId } = await addUser(sql)
    const late = await addModel(sql, userId, 'Late', days(0.1))
    const over = await addModel(sql, userId, 'Over', days(-2))
    await call('warn_expiring_models')
    expect(await told(userId)).toMatchObject([{ data: { name: 'Late' } }])
    await drain('give_up_models')
    expect([await statusOf(late.id), await statusOf(over.id)]).toEqual(['ready', 'removing'])
    await drain('give_up_models', days(0.2))
    expect(await statusOf(late.id)).toBe('removing')
  })

  it('who were warned are warned again of a later date', async () => {
    const { sql } = database
    const { id: userId } = await addUser(sql)
    const model = await addModel(sql, userId, 'Face', days(1))
    await call('warn_expiring_models')
    await subscribe(sql, userId)
    await call('warn_expiring_models')
    expect(await told(userId)).toHaveLength(1)
    await call('warn_expiring_models', days(22))
    const until = days(24).toISOString().slice(0, 10)
    expect((await told(userId)).map(({ key }) => key)).toEqual([
      `model_expiring:${model.id}`,
      `model_expiring:${model.id}:${until}`,
    ])
  })
})

describe('a changed plan', () => {
  const retainedUntil = async (id: string) => {
    const [row] = await database.sql<{ at: Date }[]>`
      select retain_until as at from public.models where id = ${id}`
    return row?.at.getTime()
  }

  it('lengthens the retention, and never shortens it', async () => {
    const { sql } = database
    const { id: userId } = await addUser(sql)
    const model = await addModel(sql, userId, 'Face', days(5))
    const subscription = await subscribe(sql, userId)
    expect(await retainedUntil(model.id)).toBe(days(28).getTime())
    await syncSubscription(sql, { ...subscription, status: 'expired' })
    expect(await sql`select private.plan_of(${userId}) as plan`).toEqual([{ plan: 'free' }])
    await drain('extend_models', days(27))
    expect(await retainedUntil(model.id)).toBe(days(28).getTime())
  })

  it('that keeps models longer than before saves those whose time would be over', async () => {
    const { sql } = database
    const { id: userId } = await addUser(sql)
    const model = await addModel(sql, userId, 'Face', days(-1))
    await sql`update public.plans set model_retention_days = 365 where id = 'free'`
    try {
      await drain('extend_models')
    } finally {
      await sql`update public.plans set model_retention_days = 7 where id = 'free'`
    }
    await drain('give_up_models')
    expect(await statusOf(model.id)).toBe('ready')
    expect(await retainedUntil(model.id)).toBe(days(357).getTime())
  })
})

describe('given up', () => {
  it('are models that failed and uploads older than a day, in bounded steps', async () => {
    const { sql } = database
    const { id: userId } = await addUser(sql)
    const [failed, old, fresh] = [
      await startUpload(sql, userId, 'failed', 1),
      await startUpload(sql, userId, 'old', 1),
      await startUpload(sql, userId, 'fresh', 1),
    ]
    await sql`update public.models set status = 'failed' where id = ${failed.id}`
    await sql`update public.models set created_at = ${days(-1)} where id = ${old.id}`
    await sql`update public.models set created_at = ${days(-0.99)} where id = ${fresh.id}`
    expect([
      await call('give_up_models', NOW, 1),
      await call('give_up_models', NOW, 1),
      await call('give_up_models'),
    ]).toEqual([1, 1, 0])
    expect(await Promise.all([failed.id, old.id, fresh.id].map(statusOf))).toEqual([
      'removing',
      'removing',
      'uploading',
    ])
  })
})

describe('orphans', () => {
  async function orphanFiles(bucket: string, limit = 1000) {
    const pages: string[][] = []
    let after: string | null = ''
    while (after !== null) {
      const [row]: { page: { paths: string[]; next: string | null } }[] = await database.sql`
        select public.find_orphan_files(${bucket}, ${NOW}, ${after}, ${limit}) as page`
      pages.push(row?.page.paths ?? [])
      after = row?.page.next ?? null
    }
    return pages
  }

  it('are files without a row that are older than a day', async () => {
    const { sql } = database
    const { id: userId } = await addUser(sql)
    const { storage_path } = await addModel(sql, userId, 'Face')
    await sql`update storage.objects set created_at = ${days(-9)} where name = ${storage_path}`
    const [old, fresh, stray] = [`${userId}/old.bin`, `${userId}/fresh.bin`, `stray-${userId}.bin`]
    await putFile(sql, old, 1, { createdAt: days(-1) })
    await putFile(sql, fresh, 1, { createdAt: days(-0.99) })
    await putFile(sql, stray, 1, { createdAt: days(-1) })
    const found = (await orphanFiles('models')).flat()
    expect(found).toEqual(expect.arrayContaining([old, stray]))
    expect(found).not.toContain(fresh)
    expect(found).not.toContain(storage_path)
  })

  it('are files of people and visitors who are gone, at once', async () => {
    const { sql } = database
    const { id: userId } = await addUser(sql)
    const [lead] = await sql<{ id: string }[]>`select public.start_lead('address', 99, 99) as id`
    const gone = randomUUID()
    const paths = [userId, lead?.id, gone].map((owner) => `${owner}/one.png`)
    for (const path of [...paths, 'kept/by-hand.png']) await putFile(sql, path, 1, { bucket: 'pictures' })
    await putFile(sql, `${gone}/one.bin`, 1)
    expect((await orphanFiles('pictures')).flat()).toEqual([`${gone}/one.png`])
    expect((await orphanFiles('models')).flat()).toContain(`${gone}/one.bin`)
    await sql`delete from auth.users where id = ${userId}`
    await sql`delete from public.leads where id = ${lead?.id ?? ''}`
    expect((await orphanFiles('pictures')).flat().sort()).toEqual([...paths].sort())
  })

  it('are found page by page', async () => {
    const { sql } = database
    const gone = randomUUID()
    const paths = Array.from({ length: 7 }, (_, index) => `${gone}/${index}.bin`)
    for (const path of paths) await putFile(sql, path, 1)
    const pages = await orphanFiles('models', 2)
    expect(pages.every((page) => page.length <= 2)).toBe(true)
    expect(pages.flat().filter((path) => path.startsWith(gone))).toEqual(paths)
  })

  it('are rows of ready models without a file, and no others', async () => {
    const { sql } = database
    const { id: userId } = await addUser(sql)
    const [kept, lost] = [await addModel(sql, userId, 'kept'), await addModel(sql, userId, 'lost')]
    const waiting = await startUpload(sql, userId, 'waiting', 1)
    await sql`delete from storage.objects where name = ${lost.storage_path}`
    let removed = 0
    let after: string | null = FIRST_ID
    while (after !== null) {
      const [row]: { page: { removed: number; next: string | null } }[] = await sql`
        select public.remove_orphan_models(${after}, 1) as page`
      removed += row?.page.removed ?? 0
      after = row?.page.next ?? null
    }
    expect(removed).toBe(1)
    expect(await Promise.all([kept.id, lost.id, waiting.id].map(statusOf))).toEqual([
      'ready',
      undefined,
      'uploading',
    ])
  })
})
