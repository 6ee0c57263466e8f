import pino from 'pino'
import { afterEach, expect, test, vi } from 'vitest'
import { onRequestError } from '../../instrumentation'

const lines: string[] = []
vi.mock('@/lib/logger', () => ({ logger: () => pino({}, { write: (line) => void lines.push(line) }) }))

const REQUEST = {
  path: '/auth/confirm?token_hash=secret-1',
  method: 'GET',
  headers: { cookie: 'session=secret-2' },
}
const CONTEXT = {
  routerKind: 'App Router',
  routePath: '/auth/confirm',
  routeType: 'render',
  revalidateReason: undefined,
} as const

afterEach(() => {
  lines.length = 0
  vi.unstubAllEnvs()
})

test('what a page threw is logged once, by its reference and without what the request carried', async () => {
  vi.stubEnv('NEXT_RUNTIME', 'nodejs')
  await onRequestError(Object.assign(new Error('no such row'), { digest: '123456' }), REQUEST, CONTEXT)
  expect(lines).toHaveLength(1)
  expect(JSON.parse(lines[0] ?? '')).toMatchObject({
    level: 50,
    digest: '123456',
    path: '/auth/confirm',
    method: 'GET',
    err: { message: 'no such row' },
  })
  expect(lines[0]).not.toContain('secret-')
})

test('something thrown that is no error is logged as well', async () => {
  vi.stubEnv('NEXT_RUNTIME', 'nodejs')
  await onRequestError('gone', REQUEST, CONTEXT)
  expect(JSON.parse(lines[0] ?? '')).toMatchObject({ digest: null, err: 'gone' })
})

test('nothing is logged outside of Node.js, where there is no log', async () => {
  vi.stubEnv('NEXT_RUNTIME', 'edge')
  await onRequestError(new Error('no such row'), REQUEST, CONTEXT)
  expect(lines).toEqual([])
})
