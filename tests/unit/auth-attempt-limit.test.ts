import { beforeEach, expect, test, vi } from 'vitest'
import { countAttempt } from '@/lib/auth/form/attempt-limit'
import { TOO_MANY_ATTEMPTS } from '@/lib/auth/form/auth-errors'
import { useSettings } from './ai/settings'

const request = { headers: new Headers() }
const takeRateLimit = vi.hoisted(() => vi.fn())

vi.mock('next/headers', () => ({ headers: async () => request.headers }))
vi.mock('@/lib/supabase/rpc', () => ({
  callRpc: async (_name: string, args: object, result: { parse(value: unknown): unknown }) =>
    result.parse(await takeRateLimit(args)),
}))

useSettings(() => ({ LOG_LEVEL: 'silent' }))
beforeEach(() => {
  takeRateLimit.mockReset()
  takeRateLimit.mockResolvedValue({ allowed: true })
})

function countFrom(headers: Record<string, string>) {
  request.headers = new Headers(headers)
  return countAttempt()
}
/** The bucket that an attempt from this address is taken from. */
async function bucketOf(address: string): Promise<string> {
  await countFrom({ 'x-real-ip': address })
  return takeRateLimit.mock.lastCall?.[0].p_bucket
}

test('each network has a bucket of its own, whose name does not tell the address', async () => {
  const bucket = await bucketOf('203.0.113.7')
  expect(bucket).toMatch(/^auth:[\w-]{43}$/)
  expect(await bucketOf('203.0.113.7')).toBe(bucket)
  expect(await bucketOf('203.0.113.8')).not.toBe(bucket)
  expect(await bucketOf('2001:db8:1:2::9')).toBe(await bucketOf('2001:db8:1:2::10'))
  expect(takeRateLimit.mock.lastCall?.[0]).toMatchObject({ p_burst: 30, p_per_minute: 6 })
})

test('an empty bucket refuses', async () => {
  expect(await countFrom({ 'x-real-ip': '203.0.113.7' })).toBeUndefined()
  takeRateLimit.mockResolvedValue({ allowed: false })
  expect(await countFrom({ 'x-real-ip': '203.0.113.7' })).toBe(TOO_MANY_ATTEMPTS)
})

test.each([
  ['nothing', {}],
  ['127.0.0.1', { 'x-forwarded-for': '127.0.0.1' }],
  ['127.8.0.1', { 'x-real-ip': '127.8.0.1' }],
  ['::1', { 'x-forwarded-for': '::1' }],
  ['::ffff:127.0.0.1', { 'x-forwarded-for': '::ffff:127.0.0.1' }],
])('where a proxy reports %s, nothing is counted', async (_what, headers) => {
  expect(await countFrom(headers)).toBeUndefined()
  expect(takeRateLimit).not.toHaveBeenCalled()
})

test('an attempt that can’t be counted is let through', async () => {
  takeRateLimit.mockRejectedValue(new Error('no database'))
  expect(await countFrom({ 'x-real-ip': '203.0.113.7' })).toBeUndefined()
})
