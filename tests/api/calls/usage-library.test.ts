import { randomUUID } from 'node:crypto'
import { beforeAll, expect, test, vi } from 'vitest'
import { setBalance } from '../../helpers/app/database'
import { useApp } from '../../helpers/app/use-app'
import { listUsage } from '../../helpers/calls'

const app = useApp()
let usage: typeof import('../../../lib/usage')
let validator: typeof import('../../../lib/credit-validator')

// The library reads the environment when it is loaded, as a server does.
beforeAll(async () => {
  for (const [name, value] of Object.entries(app.env)) vi.stubEnv(name, value)
  usage = await import('../../../lib/usage')
  validator = await import('../../../lib/credit-validator')
})

test('a credit stands for 2,000 tokens', () => {
  expect(usage.TOKENS_PER_CREDIT).toBe(2000)
})

test('credits are told, checked and consumed once for a key', async () => {
  const { id } = await app.signUp()
  expect(await usage.getUserCredits(id)).toBe(50)
  expect(await usage.checkUserCredits(id, 51)).toEqual({ hasCredits: false, required: 51, available: 50 })
  const options = { idempotencyKey: randomUUID(), feature: 'text-generation', tokensIn: 10, tokensOut: 20 }
  for (let n = 0; n < 2; n += 1) {
    expect(await usage.consumeCredits(id, 3, options)).toMatchObject({ creditsUsed: 3, newBalance: 47 })
  }
  expect(await usage.getUsageStatus(id)).toMatchObject({
    credits: 47,
    availableTokens: 94_000,
    totalTokensUsed: 30,
    monthlyTokensUsed: 30,
  })
  expect(await listUsage(app.sql, id)).toHaveLength(1)
  await expect(
    usage.consumeCredits(id, 48, { ...options, idempotencyKey: randomUUID() }),
  ).rejects.toMatchObject({ code: 'insufficient_credits', status: 402 })
})

test('a month that is over begins anew', async () => {
  const { id } = await app.signUp()
  const options = { idempotencyKey: randomUUID(), feature: 'text-generation', tokensOut: 20 }
  await usage.consumeCredits(id, 1, options)
  await app.sql`update public.usage_counters u set resets_at = now() - interval '1 day'
    from public.credit_accounts a where a.id = u.account_id and a.owner_id = ${id}`
  expect(await usage.resetMonthlyTokens(new Date())).toBeGreaterThanOrEqual(1)
  expect(await usage.getUsageStatus(id)).toMatchObject({ monthlyTokensUsed: 0, totalTokensUsed: 20 })
})

test('an account that is there is left as it is when it is initialized again', async () => {
  const { id, email } = await app.signUp()
  expect(await usage.initializeUserCredits(id, email)).toMatchObject({ available: 50 })
})

test('a feature is validated and charged at today’s price', async () => {
  const { id } = await app.signUp()
  const work = { feature: 'video-generation', model: 'veo2', complexity: 'high' } as const
  expect(await validator.validateCredits(id, work)).toEqual({
    hasCredits: true,
    required: 30,
    available: 50,
  })
  const idempotencyKey = randomUUID()
  for (let n = 0; n < 2; n += 1) {
    expect(await validator.validateAndConsumeCredits(id, { ...work, idempotencyKey })).toMatchObject({
      creditsUsed: 30,
      newBalance: 20,
    })
  }
  expect(await validator.getCreditStatus(id)).toEqual({ available: 20, held: 0, debt: 0 })
  await setBalance(app.sql, id, 5)
  await expect(
    validator.validateAndConsumeCredits(id, { ...work, idempotencyKey: randomUUID() }),
  ).rejects.toMatchObject({ code: 'insufficient_credits' })
  await expect(validator.validateCredits(id, { feature: 'constructor' })).rejects.toMatchObject({
    code: 'unknown_feature',
  })
})
