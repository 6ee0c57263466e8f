import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { countOpenHolds, setBalance } from '../helpers/app/database'
import { signInAdmin } from '../helpers/app/people'
import { useApp } from '../helpers/app/use-app'

const PATH = '/api/example-protected'
const app = useApp()

const withKey = (key: string, prompt = 'x') => ({ body: { prompt }, headers: { 'idempotency-key': key } })

/** How many answers came with each status. */
function countByStatus(answers: { status: number }[]): Record<number, number> {
  const counts: Record<number, number> = {}
  for (const { status } of answers) counts[status] = (counts[status] ?? 0) + 1
  return counts
}

test('twenty calls at once with credits for seven get exactly seven answers', async () => {
  const person = await app.signUp()
  await setBalance(app.sql, person.id, 7)
  const call = app.as(person)
  const answers = await Promise.all(
    Array.from({ length: 20 }, (_, index) => call(PATH, { body: { prompt: `Text ${index}` } })),
  )
  expect(countByStatus(answers)).toEqual({ 200: 7, 402: 13 })
  expect((await call('/api/credits/balance')).body).toMatchObject({ available: 0, held: 0 })
  expect(await countOpenHolds(app.sql, person.id)).toBe(0)
})

test('a key that was used answers its first answer again, and is not charged again', async () => {
  const call = app.as(await app.signUp())
  const key = randomUUID()
  const first = await call(PATH, withKey(key))
  expect(first.status).toBe(200)
  expect(first.headers.get('idempotency-replayed')).toBeNull()
  await call(PATH, { body: { prompt: 'something else, so that the balance moves on' } })
  const again = await call(PATH, withKey(key))
  expect(again).toMatchObject({ status: 200, body: first.body })
  expect(again.headers.get('idempotency-replayed')).toBe('true')
  expect(await call(PATH, withKey(key, 'another prompt'))).toMatchObject({
    status: 409,
    body: { error: { code: 'idempotency_conflict' } },
  })
  expect((await call('/api/credits/balance')).body).toMatchObject({ available: 48, held: 0 })
})

test('ten calls at once with one key are one run', async () => {
  const person = await app.signUp()
  const call = app.as(person)
  const key = randomUUID()
  const answers = await Promise.all(Array.from({ length: 10 }, () => call(PATH, withKey(key))))
  // Those that came while it ran were refused; those that came later got its answer.
  const done = answers.filter(({ status }) => status === 200)
  expect(new Set(done.map(({ body }) => JSON.stringify(body))).size).toBe(1)
  const refused = answers.filter(({ status }) => status !== 200)
  for (const answer of refused) {
    expect(answer).toMatchObject({ status: 409, body: { error: { code: 'request_in_progress' } } })
  }
  expect((await call('/api/credits/balance')).body).toMatchObject({ available: 49, held: 0 })
  expect(await countOpenHolds(app.sql, person.id)).toBe(0)
})

test('two people may use the same key', async () => {
  const people = await Promise.all([app.signUp(), app.signUp()])
  const key = randomUUID()
  const answers = await Promise.all(people.map((person) => app.as(person)(PATH, withKey(key))))
  expect(answers.map(({ body }) => body)).toEqual([
    expect.objectContaining({ newBalance: 49 }),
    expect.objectContaining({ newBalance: 49 }),
  ])
})

test('an admin uses the tool without being charged', async () => {
  const admin = await signInAdmin(app.env)
  const call = app.as(admin)
  const before = (await call('/api/credits/balance')).body as { available: number; version: number }
  const answer = await call(PATH, { body: { prompt: 'x' } })
  expect(answer.body).toMatchObject({
    creditsUsed: 0,
    newBalance: before.available,
    balanceVersion: before.version,
  })
})
