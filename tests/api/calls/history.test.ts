import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { useApp } from '../../helpers/app/use-app'

const app = useApp()

const spend = (id: string, credits: number, feature: string, model: string | null = null) =>
  app.sql`select public.consume_credits(${id}, ${credits}, ${randomUUID()}, ${feature}, ${model}, 10)`

const linesOf = (body: unknown) => String(body).trimEnd().split('\r\n').slice(1)
const idsOf = (body: unknown) => linesOf(body).map((line) => Number(line.split(',')[0]))
/** The rows of a history page as served, in their order. */
const rowsOf = (html: unknown) =>
  [...String(html).matchAll(/id="transaction-(\d+)"/g)].map(([, id]) => Number(id))

test('the file holds the rows of all pages, whatever the filter', async () => {
  const person = await app.signUp()
  for (let n = 0; n < 30; n += 1) {
    await spend(person.id, 1, n % 3 ? 'text-generation' : 'code-review', n % 10 ? 'large' : 'large-fast')
  }
  const call = app.as(person)
  for (const filter of [
    '',
    'feature=text-generation',
    'model=large',
    'model=large-fast&type=deduction',
    'type=grant',
    'q=code',
    'source=signup',
    'source=gift',
    'to=2020-01-01',
  ]) {
    const file = idsOf((await call(`/api/credits/history?${filter}&format=csv`)).body)
    const shown: number[] = []
    for (let before = ''; ; before = `&before=${shown.at(-1)}`) {
      const page = rowsOf((await call(`/history?${filter}${before}`)).body)
      shown.push(...page)
      if (page.length < 25) break
    }
    expect(shown, filter).toEqual(file)
  }
  expect(idsOf((await call('/api/credits/history?format=csv')).body)).toHaveLength(31)
  expect(idsOf((await call('/api/credits/history?model=large&format=csv')).body)).toHaveLength(27)
})

test('a file of many pages misses and repeats nothing while more is spent', async () => {
  const person = await app.signUp()
  await app.sql`select public.grant_credits(${person.id}, 2000, 'bonus', ${randomUUID()})`
  await app.sql`
    select public.deduct_credits(${person.id}, 1, gen_random_uuid()::text) from generate_series(1, 1200)`
  const [{ body }] = await Promise.all([
    app.as(person)('/api/credits/history?format=csv'),
    ...Array.from({ length: 20 }, () => spend(person.id, 1, 'code-review')),
  ])
  const ids = idsOf(body)
  expect(ids.length).toBeGreaterThanOrEqual(1202)
  expect(new Set(ids).size).toBe(ids.length)
  expect(ids).toEqual(ids.toSorted((a, b) => b - a))
})

test('somebody else’s transaction is not found, and says nothing', async () => {
  const [person, other] = [await app.signUp(), await app.signUp()]
  await app.sql`select public.deduct_credits(${person.id}, 3, ${randomUUID()}, p_description => 'A private matter')`
  const [row] = await app.sql<{ id: number }[]>`select id from public.get_transactions(${person.id}, 1)`
  expect((await app.as(person)(`/history?transaction=${row?.id}`)).body).toContain('A private matter')
  const page = (await app.as(other)(`/history?transaction=${row?.id}`)).body
  expect(page).not.toContain('A private matter')
  expect(page).toContain('There is no such transaction in your history.')
  expect(idsOf((await app.as(other)(`/api/credits/history?q=${row?.id}&format=csv`)).body)).not.toContain(
    row?.id,
  )
})

test('usage by day is what was used, today included, as JSON and as a file', async () => {
  const person = await app.signUp()
  await spend(person.id, 2, 'code-review')
  await spend(person.id, 3, 'code-review')
  const call = app.as(person)
  const [today = ''] = new Date().toISOString().split('T')
  const row = {
    day: today,
    feature: 'code-review',
    model: '',
    calls: 2,
    failedCalls: 0,
    credits: 5,
    tokens: 20,
  }
  expect((await call('/api/user/usage/daily')).body).toEqual({ rows: [row] })
  // Once it is in the daily figures it is not counted again.
  await app.sql`select public.roll_up_daily()`
  await app.sql`select public.roll_up_daily()`
  expect((await call('/api/user/usage/daily?days=7')).body).toEqual({ rows: [row] })
  const file = await call('/api/user/usage/daily?days=90&format=csv')
  expect(file.headers.get('content-disposition')).toContain('usage.csv')
  expect(linesOf(file.body)).toEqual([`${today},code-review,,2,0,5,20`])
  expect((await call('/api/user/usage/daily?days=8')).status).toBe(422)
  expect((await app.stranger('/api/user/usage/daily')).status).toBe(401)
  expect((await app.as(await app.signUp())('/api/user/usage/daily')).body).toEqual({ rows: [] })
})
