import { randomUUID } from 'node:crypto'
import { expect, test, vi } from 'vitest'
import { countOpenHolds, setBalance } from '../../helpers/app/database'
import type { Person } from '../../helpers/app/people'
import { useApp } from '../../helpers/app/use-app'
import { listUsage } from '../../helpers/calls'

const PATH = '/api/tools/text-generation'
const app = useApp()

type Event = { name: string; data: unknown }
const parse = (text: string): Event[] =>
  text
    .split('\n\n')
    .filter(Boolean)
    .map((block) => ({
      name: /^event: (.*)$/m.exec(block)?.[1] ?? '',
      data: JSON.parse(/^data: (.*)$/m.exec(block)?.[1] ?? 'null'),
    }))
const textOf = (events: Event[]) =>
  events
    .filter(({ name }) => name === 'text')
    .map(({ data }) => data)
    .join('')

/** Opens a stream as somebody's browser would, and leaves reading it to the caller. */
function open(person: Person, body: object, { key, signal }: { key?: string; signal?: AbortSignal } = {}) {
  return fetch(new URL(PATH, app.url), {
    method: 'POST',
    signal,
    headers: {
      'content-type': 'application/json',
      cookie: person.cookies.map(({ name, value }) => `${name}=${value}`).join('; '),
      ...(key && { 'idempotency-key': key }),
    },
    body: JSON.stringify(body),
  })
}

test('text comes in pieces, then what it cost by the tokens that were used', async () => {
  const person = await app.signUp()
  const response = await open(person, { prompt: 'Two kinds of rope' })
  expect(response.headers.get('content-type')).toContain('text/event-stream')
  const chunks: string[] = []
  for await (const chunk of response.body ?? []) chunks.push(Buffer.from(chunk).toString())
  expect(chunks.length).toBeGreaterThan(3)
  const events = parse(chunks.join(''))
  expect(textOf(events)).toContain('Two kinds of rope')
  expect(events.at(-1)).toMatchObject({
    name: 'done',
    data: { model: 'demo', creditsUsed: 1, newBalance: 49, creditInfo: { creditsRemaining: 49 } },
  })
  const [log] = await listUsage(app.sql, person.id)
  expect(log).toMatchObject({ credits: 1, outcome: 'succeeded' })
  expect(log?.tokens_out).toBeGreaterThan(10)
})

test('a long prompt holds an estimate and gives back what was not used', async () => {
  const person = await app.signUp()
  // 8,000 characters are some 2,000 tokens: with the answer that may come, two credits.
  const response = await open(person, { prompt: 'rope '.repeat(1599).trim() })
  const reader = response.body?.getReader()
  await reader?.read()
  expect((await app.as(person)('/api/credits/balance')).body).toMatchObject({ held: 2 })
  while (!(await reader?.read())?.done);
  expect((await app.as(person)('/api/credits/balance')).body).toMatchObject({ held: 0 })
  const [log] = await listUsage(app.sql, person.id)
  const tokens = (log?.tokens_in ?? 0) + (log?.tokens_out ?? 0)
  expect(log?.credits).toBe(Math.ceil(tokens / 2000))
})

test('the same key streams the first answer again, without running or charging', async () => {
  const person = await app.signUp()
  const key = randomUUID()
  const first = parse(await (await open(person, { prompt: 'Rope' }, { key })).text())
  const response = await open(person, { prompt: 'Rope' }, { key })
  expect(response.headers.get('idempotency-replayed')).toBe('true')
  const again = parse(await response.text())
  expect(textOf(again)).toBe(textOf(first))
  expect(again.at(-1)).toEqual(first.at(-1))
  expect(await listUsage(app.sql, person.id)).toHaveLength(1)
})

test('a reader who leaves in the middle pays for what they got, and nothing stays on hold', async () => {
  const person = await app.signUp()
  const caller = new AbortController()
  const response = await open(person, { prompt: 'Rope' }, { signal: caller.signal })
  await response.body?.getReader().read()
  caller.abort()
  await vi.waitFor(
    async () => {
      expect(await countOpenHolds(app.sql, person.id)).toBe(0)
      expect(await listUsage(app.sql, person.id)).toMatchObject([{ credits: 1, outcome: 'aborted' }])
    },
    { timeout: 10_000 },
  )
  expect((await app.as(person)('/api/credits/balance')).body).toMatchObject({ available: 49, held: 0 })
})

test('a stream that is refused answers as every route does', async () => {
  const person = await app.signUp()
  await setBalance(app.sql, person.id, 0)
  const response = await open(person, { prompt: 'Rope' })
  expect(response.status).toBe(402)
  expect(await response.json()).toMatchObject({ error: { code: 'insufficient_credits' } })
})
