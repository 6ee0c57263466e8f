import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { connect } from '../../../local/database/connect'
import { type SecondStack, startSecondStack } from '../../helpers/app/second-stack'

let stack: SecondStack

// A stack of its own: everybody who signs up elsewhere expects what the seed gives.
beforeAll(async () => {
  stack = await startSecondStack({ url: inject('appUrl'), env: inject('appEnv') })
  const sql = connect(stack.env.DATABASE_URL ?? '', 1)
  await sql`update public.credit_bonuses set credits = 1275 where id = 'signup'`
  await sql.end()
}, 300_000)
afterAll(() => stack?.stop())

test.each([
  ['/', 'Start with 1,275 free credits'],
  ['/', 'You begin with 1,275 free credits, and no card is asked for.'],
  ['/', '1,275 free credits when you sign up'],
  ['/pricing', 'You begin with 1,275 free credits, and no card is asked for.'],
  ['/sign-up', '1,275 free credits to start with, and no card needed.'],
  ['/auth/confirm?token_hash=sample&type=signup', 'Your 1,275 free credits come with it.'],
  ['/tools/code', '1,275 credits to begin with, and no card'],
])('%s says what the catalogue gives for signing up: %s', async (path, words) => {
  const html = await (await fetch(new URL(path, stack.url))).text()
  expect(html).toContain(words)
  expect(html).not.toMatch(/\b50 (free )?credits/i)
})
